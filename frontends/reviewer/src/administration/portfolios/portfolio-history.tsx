import { QueryView, useRead } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import { ChangesView } from '../history/changes-view.tsx';
import { EditionHistory } from '../history/edition-history.tsx';
import { changesBetween, EMPTY_PORTFOLIO } from './portfolio-changes.ts';
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

/** What was published of a portfolio; what a version said is read where it is asked for. */
export function PortfolioHistory({ portfolio, administers }: PortfolioHistoryProps) {
  const { slug, version, inUse, editions } = portfolio;
  const [restore] = useAct(RestorePortfolioContentMutation);
  const [withdraw] = useAct(WithdrawPortfolioContentMutation);
  return (
    <EditionHistory
      about={slug}
      editions={editions}
      administers={administers}
      changes={({ number }, before) => <WhatChanged slug={slug} number={number} before={before?.number ?? 0} />}
      onRestore={async (number) => {
        const { data, error } = await restore({ slug, version, number });
        return problemsOf(data?.restorePortfolioContent, error);
      }}
      withdrawal={
        inUse
          ? {
              title: 'Tirar este portfólio de uso',
              text: 'Ninguém mais o encontra nem pede acesso. O que já foi enviado e as credenciais que existem continuam, e você pode voltar a qualquer versão.',
              done: 'O portfólio está fora de uso.',
              onWithdraw: async () => {
                const { data, error } = await withdraw({ slug, version });
                return problemsOf(data?.withdrawPortfolioContent, error);
              },
            }
          : undefined
      }
    >
      <p>Vale o que veio com o Portal. A primeira publicação aqui guarda isso como a versão 1.</p>
    </EditionHistory>
  );
}

function WhatChanged({ slug, number, before }: { slug: string; number: number; before: number }) {
  const read = useRead({ query: PortfolioEditionsQuery, variables: { slug, number, before }, pick: (data) => data });
  return (
    <QueryView of={read} lines={3}>
      {(found) =>
        found.edition && (
          <ChangesView
            changes={changesBetween(found.before ? writtenOf(found.before) : EMPTY_PORTFOLIO, writtenOf(found.edition))}
          />
        )
      }
    </QueryView>
  );
}
