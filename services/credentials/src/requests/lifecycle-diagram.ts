import { type Act, lifecycle, type Transition, type Who } from './lifecycle.ts';
import { states } from './lifecycle-check.ts';

const WHO: Record<Who, string> = {
  TEAM: 'team',
  OTHER_REVIEWER: 'a reviewer who is not of the team',
  HOLDER: "the claim's holder",
  MOVER: 'MANAGER who is not of the team',
  RELEASER: 'MANAGER or ADMIN who is not of the team',
  RULE: "the portfolio's rule",
};

const CONDITIONS: Record<NonNullable<Transition['must'] | Transition['when']>, string> = {
  SILVER_OR_GOLD: 'silver or gold account',
  OTHER_APPROVER: 'who has not approved it before',
  FIRST_OF_TWO: 'four eyes, first approval',
  LAST_APPROVAL: 'only or second approval',
};

/** The table as a page: a diagram, and who may do what. */
export function lifecyclePage(table: readonly Transition[] = lifecycle): string {
  return [
    '# The life of an access request',
    '',
    'Written from the table in [lifecycle.ts](src/requests/lifecycle.ts), which decides; a test holds the two together.',
    '',
    '```mermaid',
    ...diagramOf(table),
    '```',
    '',
    '| act | who | from | to | if |',
    '|---|---|---|---|---|',
    ...table.map(rowOf),
    '',
  ].join('\n');
}

function diagramOf(table: readonly Transition[]): string[] {
  const moves = table.filter(({ from, to }) => from !== to);
  return [
    'stateDiagram-v2',
    `  [*] --> ${states.initial}: CREATE`,
    ...moves.map(({ from, to, act, who, when }) => `  ${from} --> ${to}: ${act}${labelOf(who, when)}`),
    ...states.final.map((state) => `  ${state} --> [*]`),
  ];
}

function labelOf(who: Transition['who'], when: Transition['when']): string {
  if (when) return ` (${CONDITIONS[when]})`;
  return who.includes('RULE') ? ` (${WHO.RULE})` : '';
}

function rowOf({ act, who, from, to, when, must }: Transition): string {
  const conditions = [when, must].flatMap((condition) => (condition ? [CONDITIONS[condition]] : []));
  const people = who.map((one) => WHO[one]).join(', ');
  return `| ${act satisfies Act} | ${people} | ${from} | ${to} | ${conditions.join(', ')} |`;
}
