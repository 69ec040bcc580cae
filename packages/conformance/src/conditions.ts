import { FAULT_KIND_LABELS } from '@portal/domain';
import type { CallFacts } from './call-facts.ts';
import { connectorOf } from './connector.ts';
import { operationWords } from './operations.ts';
import type { HeldFacts } from './run-state.ts';
import type { CallPattern } from './suite.ts';

/** What earlier calls of an attempt are remembered by, by their names. */
export type Held = Readonly<Record<string, HeldFacts>>;

/** One thing that a pattern asks of a call. */
interface Condition<Key extends keyof CallPattern = keyof CallPattern> {
  key: Key;
  /** How far a call is that does not meet it: another operation is further than another status. */
  weight: number;
  met: (wanted: NonNullable<CallPattern[Key]>, call: CallFacts, held: Held) => boolean;
  /** Whether it can be told of a call that the environment did not answer as it should. */
  known: (call: CallFacts) => boolean;
  /** Expected against got, in Portuguese. */
  told: (wanted: NonNullable<CallPattern[Key]>, call: CallFacts) => string;
}

const condition = <Key extends keyof CallPattern>(one: Condition<Key>) => one as unknown as Condition;
const always = () => true;

/** A fact that is to be the same as one of an earlier call. */
function same<Key extends 'sameBody' | 'sameToken' | 'sameIdentifier' | 'sameDocument' | 'tokenOf' | 'replaces'>(
  key: Key,
  fact: 'bodyHmac' | 'tokenHmac' | 'identifierHmac' | 'documentId' | 'replaces',
  of: keyof HeldFacts,
  words: string,
) {
  return condition({
    key,
    weight: 1,
    met: (name: string, call, held) => call[fact] !== null && call[fact] === held[name]?.[of],
    known: (call) => call[fact] !== null,
    told: (name: string) => `Esperava-se ${words} “${name}”.`,
  });
}

/** In the order in which what is not met is told. */
const CONDITIONS: readonly Condition[] = [
  condition({
    key: 'host',
    weight: 3,
    met: (host, call) => call.host === host,
    known: always,
    told: (host, call) => `Esperava-se uma chamada ao host ${host}, e veio uma ao ${call.host}.`,
  }),
  condition({
    key: 'operation',
    weight: 3,
    met: (operations, call) => call.operation !== null && operations.includes(call.operation),
    known: (call) => call.operation !== null,
    told: (operations, call) =>
      `Esperava-se ${operations.map(operationWords).join(' ou ')}, e veio ${operationWords(call.operation)}.`,
  }),
  condition({
    key: 'documentKind',
    weight: 2,
    met: (kinds, call) => call.documentKind !== null && kinds.includes(call.documentKind),
    known: (call) => call.documentKind !== null,
    told: (kinds, { documentKind }) =>
      `Esperava-se um documento ${kinds.join(' ou ')}, e veio ${documentKind ?? 'um que não diz o que é'}.`,
  }),
  condition({
    key: 'fault',
    // Nobody arms a fault by accident.
    weight: 2,
    met: (fault, call) =>
      fault === 'NONE' ? !call.fault : fault === 'ANY' ? !!call.fault : call.fault?.kind === fault,
    known: always,
    told: (fault, call) =>
      fault === 'NONE'
        ? `Esperava-se uma chamada sem falha armada, e esta recebeu “${call.fault && FAULT_KIND_LABELS[call.fault.kind]}”.`
        : `Esperava-se uma chamada com ${fault === 'ANY' ? 'uma falha armada' : `a falha “${FAULT_KIND_LABELS[fault]}” armada`}, e esta ${
            call.fault ? `recebeu “${FAULT_KIND_LABELS[call.fault.kind]}”` : 'não recebeu falha'
          }.`,
  }),
  condition({
    key: 'connector',
    weight: 1,
    met: (wanted, call) => (connectorOf(call.connector) !== null) === (wanted === 'NAMED'),
    known: always,
    told: (wanted, { connector }) =>
      wanted === 'NAMED'
        ? `Esperava-se User-Agent no formato sistema/versão, e veio ${connector ? `“${connector.slice(0, 60)}”` : 'nenhum'}.`
        : 'Esperava-se uma chamada sem User-Agent no formato sistema/versão.',
  }),
  same('replaces', 'replaces', 'documentId', 'a substituição do documento de'),
  same('tokenOf', 'tokenHmac', 'issuedTokenHmac', 'o token dado em'),
  same('sameToken', 'tokenHmac', 'tokenHmac', 'o mesmo token de'),
  same('sameIdentifier', 'identifierHmac', 'identifierHmac', 'o mesmo identificador local de'),
  same('sameBody', 'bodyHmac', 'bodyHmac', 'o mesmo documento de'),
  same('sameDocument', 'documentId', 'documentId', 'o documento que a RNDS criou em'),
  condition({
    key: 'sameFault',
    weight: 1,
    met: (name, call, held) => call.fault !== null && call.fault.id === held[name]?.faultId,
    known: always,
    told: (name) => `Esperava-se a mesma falha armada de “${name}”.`,
  }),
  condition({
    key: 'status',
    weight: 1,
    met: (statuses, { status }) =>
      statuses.some((one) => one === String(status) || one === `${Math.floor(status / 100)}xx`),
    known: () => false,
    told: (statuses, call) => `Esperava-se resposta ${statuses.join(' ou ')}, e veio ${answerWords(call)}.`,
  }),
  condition({
    key: 'codes',
    weight: 1,
    met: (codes, call) => codes.some((code) => call.codes.includes(code)),
    known: () => false,
    told: (codes, call) => `Esperava-se a recusa ${codes.join(' ou ')}, e veio ${answerWords(call)}.`,
  }),
  condition({
    key: 'withoutCodes',
    weight: 1,
    met: (codes, call) => !codes.some((code) => call.codes.includes(code)),
    known: () => false,
    told: (codes, call) => `Esperava-se outra resposta que ${codes.join(' ou ')}, e veio ${answerWords(call)}.`,
  }),
];

/** Whether a call is what a pattern asks for. */
export function matches(pattern: CallPattern, call: CallFacts, held: Held): boolean {
  return CONDITIONS.every(({ key, met }) => pattern[key] === undefined || met(pattern[key], call, held));
}

/** Whether it could have been, had the environment answered as it should: what is not known of it counts for it. */
export function couldMatch(pattern: CallPattern, call: CallFacts, held: Held): boolean {
  return CONDITIONS.every(
    ({ key, met, known }) => pattern[key] === undefined || !known(call) || met(pattern[key], call, held),
  );
}

/** How far a call is from a pattern. */
export function distance(pattern: CallPattern, call: CallFacts, held: Held): number {
  let far = 0;
  for (const { key, met, weight } of CONDITIONS) {
    if (pattern[key] !== undefined && !met(pattern[key], call, held)) far += weight;
  }
  return far;
}

/** The first thing that a call lacks of a pattern, in words; null where it lacks nothing. */
export function lacking(pattern: CallPattern, call: CallFacts, held: Held): string | null {
  const first = CONDITIONS.find(({ key, met }) => pattern[key] !== undefined && !met(pattern[key], call, held));
  return first ? first.told(pattern[first.key] as never, call) : null;
}

/** `422 (EHR-ERR866)` */
export function answerWords({ status, codes }: CallFacts): string {
  return codes.length > 0 ? `${status} (${codes.slice(0, 3).join(', ')})` : String(status);
}

/** A call in a few words. */
export function callWords(call: CallFacts): string {
  const kind = call.documentKind === null ? '' : ` ${call.documentKind}`;
  return `${operationWords(call.operation)}${kind}, respondido com ${answerWords(call)}`;
}
