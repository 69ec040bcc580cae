import { QueryView, useRead } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import { formatDateTime } from '@portal/domain';
import { Button, ConfirmDialog, Message, Timeline, useNotify } from '@portal/ui';
import { useState } from 'react';
import { ChangesView } from './changes-view.tsx';
import {
  PortfolioEditionsQuery,
  RestorePortfolioContentMutation,
  WithdrawPortfolioContentMutation,
} from './portfolio-documents.ts';
import { type PortfolioContent, writtenOf } from './portfolio-state.ts';

interface PortfolioHistoryProps {
  portfolio: PortfolioContent;
  administers: boolean;
}

/** What was published, the newest first, with what each changed; any of it can be gone back to. */
export function PortfolioHistory({ portfolio, administers }: PortfolioHistoryProps) {
  const { slug, version, inUse, editions } = portfolio;
  const [restore, restoring] = useAct(RestorePortfolioContentMutation);
  const [withdraw, withdrawing] = useAct(WithdrawPortfolioContentMutation);
  const [asking, ask] = useState<'withdraw' | number>();
  const [compared, compare] = useState<number>();
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  function answered(problems: ReturnType<typeof problemsOf>, done: string): void {
    ask(undefined);
    setProblem(problems[0]?.message);
    if (problems.length === 0) notify({ about: slug, tone: 'success', text: done });
  }
  async function confirmed(): Promise<void> {
    if (asking === undefined) return;
    if (asking === 'withdraw') {
      const { data, error } = await withdraw({ slug, version });
      return answered(problemsOf(data?.withdrawPortfolioContent, error), 'O portfólio está fora de uso.');
    }
    const { data, error } = await restore({ slug, version, number: asking });
    answered(problemsOf(data?.restorePortfolioContent, error), `A versão ${asking} vale de novo.`);
  }

  return (
    <section aria-labelledby="portfolio-history">
      <h2 id="portfolio-history">Versões publicadas</h2>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      {editions.length === 0 && (
        <p>Vale o que veio com o Portal. A primeira publicação aqui guarda isso como a versão 1.</p>
      )}
      <Timeline
        label="Versões publicadas"
        items={editions.map((edition, place) => ({
          id: String(edition.number),
          title: titleOf(edition),
          at: formatDateTime(edition.publishedAt),
          dateTime: edition.publishedAt,
          actor: edition.publishedBy,
          tone: place === 0 && inUse ? 'green' : 'grey',
          children: (
            <>
              <div className="button-row">
                {edition.number > 1 && (
                  <Button
                    size="small"
                    variant="tertiary"
                    aria-expanded={compared === edition.number}
                    onClick={() => compare(compared === edition.number ? undefined : edition.number)}
                  >
                    {compared === edition.number ? 'Esconder' : 'Ver'} o que mudou na versão {edition.number}
                  </Button>
                )}
                {administers && place > 0 && !edition.withdraws && (
                  <Button size="small" onClick={() => ask(edition.number)}>
                    Voltar à versão {edition.number}
                  </Button>
                )}
              </div>
              {compared === edition.number && <WhatChanged slug={slug} number={edition.number} />}
            </>
          ),
        }))}
      />
      {administers && inUse && (
        <Button danger onClick={() => ask('withdraw')}>
          Tirar de uso
        </Button>
      )}
      <ConfirmDialog
        open={asking !== undefined}
        title={asking === 'withdraw' ? 'Tirar este portfólio de uso' : `Voltar à versão ${asking}`}
        confirmLabel={asking === 'withdraw' ? 'Tirar de uso' : `Voltar à versão ${asking}`}
        danger={asking === 'withdraw'}
        busy={withdrawing || restoring}
        onConfirm={() => void confirmed()}
        onCancel={() => ask(undefined)}
      >
        {asking === 'withdraw' ? (
          <p>
            Ninguém mais o encontra nem pede acesso. O que já foi enviado e as credenciais que existem continuam, e você
            pode voltar a qualquer versão.
          </p>
        ) : (
          <p>Ela passa a valer agora, para todos, como a versão mais nova. Um rascunho que exista fica guardado.</p>
        )}
      </ConfirmDialog>
    </section>
  );
}

function WhatChanged({ slug, number }: { slug: string; number: number }) {
  const read = useRead({
    query: PortfolioEditionsQuery,
    variables: { slug, number, before: number - 1 },
    pick: (data) => data,
  });
  return (
    <QueryView of={read} lines={3}>
      {({ edition, before }) => {
        if (!edition) return <p>O portfólio saiu de uso.</p>;
        if (!before) return <p>O portfólio voltou a ser usado.</p>;
        return <ChangesView before={writtenOf(before)} now={writtenOf(edition)} />;
      }}
    </QueryView>
  );
}

function titleOf({ number, withdraws, restores }: PortfolioContent['editions'][number]): string {
  if (withdraws) return `Versão ${number}: tirado de uso`;
  return restores === null ? `Versão ${number}` : `Versão ${number} (volta à versão ${restores})`;
}
