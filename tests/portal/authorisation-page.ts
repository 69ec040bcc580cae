import {
  API_SCOPE_LABELS,
  API_SCOPES,
  asksSecondFactor,
  MAY,
  type Permission,
  TEAM_POLICY,
  type TeamRole,
} from '@portal/domain';
import { ACTS, expected, PEOPLE, STATES } from './acts-on-requests.ts';
import { DOORS, type Door, FILE_DOORS } from './admissions.ts';
import { JUDGED, type Judgement, READERS } from './readers.ts';

const ROLES: readonly TeamRole[] = ['GESTOR', 'INTEGRADOR', 'LEITURA'];
const MINISTRY = ['REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN'] as const;

/** docs/authorisation.md, from the tables that the tests hold the portal against. */
export function authorisationPage(): string {
  return `# Who may do what

Written by \`vitest -u\` from the tables in [tests/portal](../tests/portal) that the portal is held against, at its public door, each time the tests run: [admissions.ts](../tests/portal/admissions.ts), [acts-on-requests.ts](../tests/portal/acts-on-requests.ts) and [readers.ts](../tests/portal/readers.ts). An operation, an act or a field that stands in none of them fails the tests. [teams.md](teams.md) tells what a team is, [api-access.md](api-access.md) what a token and a system are.

Three questions are asked of everything, in this order: who gets in at all; whose is it, and in which state; which of its fields are told. What is another's is answered as what is not there.

## Who gets in

Asked of ${count(DOORS)} operations and ${count(FILE_DOORS)} addresses, each by nobody, by a person, by each role of the Ministry, by a reviewer who is bound to another portfolio, by a token of each scope, by a reviewer's token and a team's with all scopes, by a system and by a registered service. Nobody is answered UNAUTHENTICATED, all others FORBIDDEN. A token never has what a role allows.

${table(['Who', 'Operations'], DOORS.map(lineOf))}

${table(['Who', 'Files'], FILE_DOORS.map(lineOf))}

The scopes, in the words in which a person grants them:

${table(
  ['Scope', 'Words'],
  API_SCOPES.map((scope) => [`\`${scope}\``, API_SCOPE_LABELS[scope]]),
)}

## On requests

Who may do an act, by the state of the request, for homologation and for production; the owner is the GESTOR of the team. ${PEOPLE.length * STATES.length * Object.keys(ACTS).length * 2} cells are tried: what may be done is done, and everything else is refused and changes nothing.

${table(['Act', ...STATES], Object.keys(ACTS).map(actLine))}

## In a team

${table(
  ['Act', ...ROLES],
  Object.entries(TEAM_POLICY).map(([act, allowed]) => [
    act,
    ...ROLES.map((role) => (allowed.includes(role) ? '✓' : '')),
  ]),
)}

## For the Ministry

Nobody does any of it on what is a team's of theirs. An ADMIN may bind a REVIEWER to portfolios: then they do it on what is of these alone, and everything else is to them as what is not there; what another role of theirs allows is bound to none. A request, and a run of conformance by its credential, is of exactly one portfolio. Who is bound elsewhere while they hold a request holds it no more: it goes back to the queue. What ADMIN alone may do waits for a [second factor](security.md#second-factor-of-who-administrates) (*key*).

${table(
  ['Permission', ...MINISTRY],
  Object.entries(MAY).map(([permission, allowed]) => [
    permission,
    ...MINISTRY.map((role) =>
      !allowed.includes(role) ? '' : asksSecondFactor(permission as Permission) ? 'key' : '✓',
    ),
  ]),
)}

## Which fields are told

Of what a request or a credential leads to, ${Object.values(JUDGED).flatMap(Object.keys).length} fields are read as each of these, in each state: ${READERS.join(', ')}. Those that are told to everybody who may read the thing are left out here.

${table(['Told to', 'Fields'], fieldLines())}
`;
}

function lineOf({ who, operations }: Door): string[] {
  return [who, operations.map((operation) => `\`${operation}\``).join(', ')];
}

function actLine(act: string): string[] {
  const allowed = STATES.map((state) => PEOPLE.filter((who) => expected(act, who, state) === 'done').join(', '));
  return [act, ...allowed];
}

/** Fields that are told to the same readers stand in one line. */
function fieldLines(): string[][] {
  const lines = new Map<string, string[]>();
  for (const [type, fields] of Object.entries(JUDGED)) {
    for (const [field, judgement] of Object.entries(fields)) {
      if (judgement === 'ALL') continue;
      const told = toldTo(judgement);
      lines.set(told, [...(lines.get(told) ?? []), `\`${type}.${field}\``]);
    }
  }
  return [...lines].map(([told, fields]) => [told, fields.join(', ')]);
}

function toldTo({ readers, refused }: Exclude<Judgement, 'ALL'>): string {
  const told = READERS.flatMap((reader) => {
    const states = STATES.filter((state) => readers(reader, state));
    if (states.length === 0) return [];
    return states.length === STATES.length ? [reader] : [`${reader} (${states.join(', ')})`];
  });
  return told.join(', ') + (refused ? '; to others FORBIDDEN' : '');
}

function count(doors: readonly Door[]): number {
  return doors.flatMap(({ operations }) => operations).length;
}

function table(head: string[], lines: string[][]): string {
  const row = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...lines.map(row)].join('\n');
}
