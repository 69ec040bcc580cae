import type { Tone } from '@portal/ui';
import type { ReplyTemplateViewFragment } from '../../gql/graphql.ts';

export type Template = ReplyTemplateViewFragment;

/** What a template is called: in use, as it is being written, or as it was. */
export function nameOf({ name, draft, editions }: Template): string {
  return name ?? draft?.name ?? lastWords(editions)?.name ?? '';
}

/** How a template stands, on screen. */
export function standingOf({ text, draft, editions }: Template): { label: string; tone: Tone } {
  if (text !== null)
    return draft ? { label: 'Em uso, com rascunho', tone: 'yellow' } : { label: 'Em uso', tone: 'green' };
  return editions?.length ? { label: 'Fora de uso', tone: 'grey' } : { label: 'Rascunho', tone: 'yellow' };
}

/** What the form begins with: what is being written, what is in use, or what was. */
export function wordsOf({ draft, editions }: Template): { name: string; text: string } {
  const { name, text } = draft ?? lastWords(editions) ?? { name: '', text: '' };
  return { name: name ?? '', text: text ?? '' };
}

function lastWords(editions: Template['editions']) {
  return editions?.find(({ text }) => text !== null);
}
