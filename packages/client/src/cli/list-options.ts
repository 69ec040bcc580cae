import { MOST_COUNTED } from '@portal/domain';
import { present } from '../present.ts';
import type { Invocation, Option } from './command.ts';
import { UsageError } from './command-errors.ts';

/** How much of a list is shown. */
export const LIMIT: Option = {
  type: 'string',
  short: 'n',
  value: 'n',
  help: 'quantos mostrar, até 10000; 20 se ausente',
};

const LARGEST_PAGE = 100;

/** A page of a list of the API. */
interface Page<Node> {
  edges: readonly { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}

/** As much of a list as --limit says. */
interface Listed<Node> {
  nodes: Node[];
  /** How many there are beside them, in words; none where these are all. */
  more: string | null;
}

/** As much of a list as --limit says, page after page, and how much more of it there is. */
export async function listUpToLimit<Node>(
  { option }: Invocation,
  read: (page: { first: number; after: string | null }) => Promise<Page<Node> | null>,
): Promise<Listed<Node>> {
  const limit = wholeNumber(option('limit') ?? '20', 'limit', { min: 1, max: 10_000 });
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<Node> = present(await read({ first: Math.min(limit - nodes.length, LARGEST_PAGE), after }));
    nodes.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return { nodes, more: null };
    if (nodes.length >= limit) return { nodes, more: beside(nodes.length, page.totalCount) };
  }
}

/** An option's whole number between two others. */
export function wholeNumber(text: string, name: string, { min, max }: { min: number; max: number }): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= min && number <= max) return number;
  throw new UsageError(`--${name} vai de ${min} a ${max}, não ${text}.`);
}

/** One of the values that an option knows, however it is written. */
export function oneOf<Known extends string>(known: readonly Known[], name: string, text: string): Known {
  const found = known.find((value) => value === text.toUpperCase());
  if (!found) throw new UsageError(`--${name} não conhece ${text}. Valores: ${known.join(', ')}.`);
  return found;
}

function beside(shown: number, totalCount: number): string {
  if (totalCount <= MOST_COUNTED) return `Há mais ${totalCount - shown}`;
  return shown < MOST_COUNTED ? `Há mais de ${MOST_COUNTED - shown} outros` : 'Há mais';
}

/** Says how many there are beside those that are shown. */
export function noteMore({ terminal }: Invocation, more: string | null): void {
  if (more) terminal.note(`${more}; use --limit para ver mais.`);
}
