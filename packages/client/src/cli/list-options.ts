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

/** As much of a list as --limit says, page after page, and how long the whole of it is. */
export async function listUpToLimit<Node>(
  { option }: Invocation,
  read: (page: { first: number; after: string | null }) => Promise<Page<Node> | null>,
): Promise<{ nodes: Node[]; totalCount: number }> {
  const limit = wholeNumber(option('limit') ?? '20', 'limit', { min: 1, max: 10_000 });
  const nodes: Node[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<Node> = present(await read({ first: Math.min(limit - nodes.length, LARGEST_PAGE), after }));
    nodes.push(...page.edges.map(({ node }) => node));
    after = page.pageInfo.endCursor;
    if (nodes.length >= limit || !page.pageInfo.hasNextPage) return { nodes, totalCount: page.totalCount };
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

/** Says how many there are beside those that are shown. */
export function noteMore({ terminal }: Invocation, total: number, shown: number): void {
  if (total > shown) terminal.note(`Há mais ${total - shown}; use --limit para ver mais.`);
}
