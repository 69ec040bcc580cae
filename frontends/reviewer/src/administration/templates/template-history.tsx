import { problemsOf, useAct } from '@portal/console/acts';
import { type Change, ChangesView } from '../history/changes-view.tsx';
import { EditionHistory } from '../history/edition-history.tsx';
import { RestoreReplyTemplateMutation, WithdrawReplyTemplateMutation } from './template-documents.ts';
import type { Template } from './template-state.ts';

/** What was in use of a template. */
export function TemplateHistory({ template, administers }: { template: Template; administers: boolean }) {
  const { templateId, version, text, editions } = template;
  const [restore] = useAct(RestoreReplyTemplateMutation);
  const [withdraw] = useAct(WithdrawReplyTemplateMutation);
  if (!editions?.length) return null;
  return (
    <EditionHistory
      about={templateId}
      editions={editions.map((edition) => ({ ...edition, withdraws: edition.text === null }))}
      administers={administers}
      changes={(edition, before) => <ChangesView changes={changesSince(before, edition)} />}
      onRestore={async (number) => {
        const { data, error } = await restore({ templateId, version, number });
        return problemsOf(data?.restoreReplyTemplate, error);
      }}
      withdrawal={
        text !== null
          ? {
              title: 'Tirar este modelo de uso',
              text: 'Quem analisa deixa de vê-lo. O que já foi escrito com ele não muda, e você pode voltar a qualquer versão.',
              done: 'O modelo está fora de uso.',
              onWithdraw: async () => {
                const { data, error } = await withdraw({ templateId, version });
                return problemsOf(data?.withdrawReplyTemplate, error);
              },
            }
          : undefined
      }
    />
  );
}

type Words = Pick<NonNullable<Template['editions']>[number], 'name' | 'text'>;

function changesSince(before: Words | undefined, now: Words): Change[] {
  const linesOf = (words: string | null | undefined) => words?.split('\n') ?? [];
  return [
    { label: 'Nome do modelo', before: linesOf(before?.name), now: linesOf(now.name) },
    { label: 'Texto', before: linesOf(before?.text), now: linesOf(now.text) },
  ].filter((change) => change.before.join('\n') !== change.now.join('\n'));
}
