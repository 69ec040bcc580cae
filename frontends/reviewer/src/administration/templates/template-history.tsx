import { problemsOf, useAct } from '@portal/console/acts';
import { formatDateTime } from '@portal/domain';
import { Button, ConfirmDialog, Message, Timeline, useNotify } from '@portal/ui';
import { useState } from 'react';
import { RestoreReplyTemplateMutation, WithdrawReplyTemplateMutation } from './template-documents.ts';
import type { Template } from './template-state.ts';

/** What was in use, the newest first; any of it can be gone back to. */
export function TemplateHistory({ template, administers }: { template: Template; administers: boolean }) {
  const { templateId, version, text, editions } = template;
  const [restore, restoring] = useAct(RestoreReplyTemplateMutation);
  const [withdraw, withdrawing] = useAct(WithdrawReplyTemplateMutation);
  const [asking, ask] = useState(false);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  function answered(problems: ReturnType<typeof problemsOf>, done: string): void {
    ask(false);
    setProblem(problems[0]?.message);
    if (problems.length === 0) notify({ about: templateId, tone: 'success', text: done });
  }
  async function goBackTo(number: number): Promise<void> {
    const { data, error } = await restore({ templateId, version, number });
    answered(problemsOf(data?.restoreReplyTemplate, error), `A versão ${number} está em uso de novo.`);
  }
  async function takeOut(): Promise<void> {
    const { data, error } = await withdraw({ templateId, version });
    answered(problemsOf(data?.withdrawReplyTemplate, error), 'O modelo está fora de uso.');
  }

  if (!editions?.length) return null;
  return (
    <section aria-labelledby="template-history">
      <h2 id="template-history">Versões publicadas</h2>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <Timeline
        label="Versões publicadas"
        items={editions.map((edition, place) => ({
          id: String(edition.number),
          title: titleOf(edition),
          at: formatDateTime(edition.publishedAt),
          dateTime: edition.publishedAt,
          actor: edition.publishedBy,
          tone: place === 0 && text !== null ? 'green' : 'grey',
          children: edition.text !== null && (
            <>
              <p className="as-written">{edition.text}</p>
              {administers && place > 0 && (
                <Button size="small" busy={restoring} onClick={() => void goBackTo(edition.number)}>
                  Voltar a esta versão
                  <span className="visually-hidden">, a {edition.number}</span>
                </Button>
              )}
            </>
          ),
        }))}
      />
      {administers && text !== null && (
        <Button danger onClick={() => ask(true)}>
          Tirar de uso
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        title="Tirar este modelo de uso"
        confirmLabel="Tirar de uso"
        danger
        busy={withdrawing}
        onConfirm={() => void takeOut()}
        onCancel={() => ask(false)}
      >
        <p>Quem analisa deixa de vê-lo. O que já foi escrito com ele não muda, e você pode voltar a qualquer versão.</p>
      </ConfirmDialog>
    </section>
  );
}

function titleOf({ number, text, name, restores }: NonNullable<Template['editions']>[number]): string {
  if (text === null) return `Versão ${number}: tirado de uso`;
  return restores === null ? `Versão ${number}: ${name}` : `Versão ${number}: ${name} (volta à versão ${restores})`;
}
