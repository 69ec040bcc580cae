import {
  daysWord,
  formatDate,
  formatTotal,
  RETENTION_DELAY_DAYS,
  RETENTION_WORDS,
  type RetentionKind,
} from '@portal/domain';
import type { RetentionViewFragment } from '../../gql/graphql.ts';

/** A term: what is kept, and for how many days. */
export interface Term {
  readonly kind: RetentionKind;
  readonly days: number;
}

type Standing = RetentionViewFragment['standings'][number];

/** For how long it is kept, and until when for longer. */
export function keptWord({ days, daysInForce, inForceFrom }: Standing): string {
  if (inForceFrom === null) return daysWord(days);
  return `${daysWord(days)} a partir de ${formatDate(inForceFrom)}; até lá, ${daysWord(daysInForce)}`;
}

/** What publishing a draft does, a line for each term that it changes. */
export function changesOf(
  { standings, draft }: Pick<RetentionViewFragment, 'standings' | 'draft'>,
  now: Date,
): string[] {
  const from = formatDate(new Date(now.getTime() + RETENTION_DELAY_DAYS * 86_400_000));
  return standings.flatMap(({ kind, days, daysInForce }) => {
    const next = draft?.terms.find((term) => term.kind === kind)?.days ?? days;
    if (next === days) return [];
    const line = `${RETENTION_WORDS[kind].what}: de ${daysWord(days)} para ${daysWord(next)}.`;
    if (next >= daysInForce) return [`${line} Vale já.`];
    const count = draft?.excess.find((one) => one.kind === kind)?.count ?? 0;
    return [`${line} ${excessWord(count, next)} Nada é apagado por este prazo antes de ${from}.`];
  });
}

function excessWord(count: number, days: number): string {
  if (count === 0) return `Hoje, nada tem mais de ${daysWord(days)}.`;
  return `Hoje, ${formatTotal(count)} ${count === 1 ? 'tem' : 'têm'} mais de ${daysWord(days)} e ${count === 1 ? 'seria apagado' : 'seriam apagados'}.`;
}

/** What a version says that the one before did not; the whole of the first. */
export function editionLines(before: readonly Term[] | undefined, terms: readonly Term[]): string[] {
  return terms
    .filter(({ kind, days }) => before?.find((term) => term.kind === kind)?.days !== days)
    .map(({ kind, days }) => `${RETENTION_WORDS[kind].what}: ${daysWord(days)}`);
}
