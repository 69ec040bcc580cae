import type { CallFacts } from './call-facts.ts';
import { callWords, couldMatch, type Held, matches } from './conditions.ts';
import { connectorName } from './connector.ts';
import type { Attempt, HeldFacts } from './run-state.ts';
import type { Forbidden, Seen, Step } from './suite.ts';
import { isInForce, isTooEarly, isTooLate, timeWords } from './windows.ts';

const OURS = 'O ambiente de homologação falhou nesta chamada. Não é erro do seu sistema: faça o passo de novo.';

/** The call that an attempt waits for. */
export function awaited(step: Step, attempt: Attempt): Seen | undefined {
  return step.see[Object.keys(attempt.calls).length];
}

/** An attempt that a call begins, or none. */
export function begin(step: Step, call: CallFacts): Attempt | undefined {
  const [first] = step.see;
  if (!first) return undefined;
  const begun: Attempt = {
    outcome: 'WAITING',
    calls: {},
    begunAt: call.at,
    endedAt: null,
    why: null,
    failedBy: null,
    connector: connectorName(call.connector),
    facts: {},
  };
  if (call.ours) {
    // Of a step of more calls nothing is lost: it begins with the next one.
    return step.see.length === 1 && couldMatch(first, call, {}) ? inconclusive(begun, call) : undefined;
  }
  return matches(first, call, {}) ? taken(step, begun, first, call) : undefined;
}

/** An attempt after another call; the same where that changes nothing. */
export function move(step: Step, attempt: Attempt, call: CallFacts): Attempt {
  const next = awaited(step, attempt);
  const held = attempt.facts ?? {};
  if (attempt.outcome !== 'WAITING' || !next) return attempt;
  if (call.ours) return wouldServe(step, next, call, held) ? inconclusive(attempt, call) : attempt;
  if (isTooLate(next, call, held)) return failed(attempt, call, lateWords(next));
  let moved = attempt;
  for (const [place, forbidden] of step.mustNot.entries()) {
    if (!isInForce(forbidden, call, held) || !matches(forbidden, call, held)) continue;
    const before = held[forbidden.after]?.passed?.[place] ?? 0;
    if (before >= forbidden.moreThan) return failed(attempt, call, forbiddenWords(forbidden, call));
    moved = counted(moved, forbidden.after, place, before + 1);
  }
  return matches(next, call, held) && !isTooEarly(next, call, held) ? taken(step, moved, next, call) : moved;
}

/** What is said of an attempt that an incident of ours fell into. */
export function excused(attempt: Attempt): Attempt {
  return { ...attempt, outcome: 'INCONCLUSIVE', endedAt: attempt.endedAt ?? attempt.begunAt, why: OURS, facts: null };
}

function taken(step: Step, attempt: Attempt, seen: Seen, call: CallFacts): Attempt {
  const calls = { ...attempt.calls, [seen.as]: call.id };
  const connector = connectorName(call.connector) ?? attempt.connector;
  if (Object.keys(calls).length === step.see.length) {
    return { ...attempt, outcome: 'PASSED', calls, connector, endedAt: call.answeredAt, facts: null };
  }
  return { ...attempt, calls, connector, facts: { ...attempt.facts, [seen.as]: factsOf(step, seen, call) } };
}

/** One more of what is let pass so many times. */
function counted(attempt: Attempt, after: string, place: number, times: number): Attempt {
  const facts = attempt.facts?.[after];
  return {
    ...attempt,
    facts: { ...attempt.facts, [after]: { ...facts, passed: { ...facts?.passed, [place]: times } } },
  };
}

function inconclusive(attempt: Attempt, call: CallFacts): Attempt {
  return { ...attempt, outcome: 'INCONCLUSIVE', endedAt: call.at, why: OURS, failedBy: call.id, facts: null };
}

function failed(attempt: Attempt, call: CallFacts, why: string): Attempt {
  return { ...attempt, outcome: 'FAILED', endedAt: call.at, why, failedBy: call.id, facts: null };
}

function wouldServe(step: Step, next: Seen, call: CallFacts, held: Held): boolean {
  if (couldMatch(next, call, held)) return true;
  return step.mustNot.some((one) => isInForce(one, call, held) && couldMatch(one, call, held));
}

function lateWords({ as, within }: Seen): string {
  return `“${as}” era esperado em até ${timeWords((within?.seconds ?? 0) * 1_000)} depois de “${within?.after}”, e não veio.`;
}

function forbiddenWords({ because, after, moreThan }: Forbidden, call: CallFacts): string {
  const times = moreThan > 0 ? ` pela ${moreThan + 1}ª vez` : '';
  return `${because} Depois de “${after}” veio${times}: ${callWords(call)}.`;
}

/** No more than the step will ask for. */
function factsOf(step: Step, { as }: Seen, call: CallFacts): HeldFacts {
  const asked = askedOf(step).get(as);
  const facts: HeldFacts = {};
  if (asked?.has('answeredAt')) facts.answeredAt = call.answeredAt;
  if (asked?.has('retryAfterSeconds')) facts.retryAfterSeconds = call.fault?.retryAfterSeconds ?? 0;
  if (asked?.has('faultId') && call.fault) facts.faultId = call.fault.id;
  for (const key of ['bodyHmac', 'tokenHmac', 'issuedTokenHmac', 'identifierHmac', 'documentId'] as const) {
    if (asked?.has(key) && call[key] !== null) facts[key] = call[key];
  }
  return facts;
}

const ASKED = new WeakMap<Step, Map<string, Set<keyof HeldFacts>>>();
const FACT_OF = {
  sameBody: 'bodyHmac',
  sameToken: 'tokenHmac',
  sameIdentifier: 'identifierHmac',
  sameDocument: 'documentId',
  sameFault: 'faultId',
  tokenOf: 'issuedTokenHmac',
  replaces: 'documentId',
} as const;

/** Which facts of which call a step asks for. */
function askedOf(step: Step): Map<string, Set<keyof HeldFacts>> {
  const known = ASKED.get(step);
  if (known) return known;
  const asked = new Map<string, Set<keyof HeldFacts>>();
  const ask = (name: string, ...facts: (keyof HeldFacts)[]) =>
    asked.set(name, new Set([...(asked.get(name) ?? []), ...facts]));
  const askTime = (name: string, time: number | 'retryAfter' | null) => {
    if (time !== null) ask(name, 'answeredAt', ...(time === 'retryAfter' ? (['retryAfterSeconds'] as const) : []));
  };
  for (const pattern of [...step.see, ...step.mustNot]) {
    for (const [key, fact] of Object.entries(FACT_OF)) {
      const name = pattern[key as keyof typeof FACT_OF];
      if (name !== undefined) ask(name, fact);
    }
  }
  for (const { notBefore, within } of step.see) {
    if (notBefore) askTime(notBefore.after, notBefore.seconds);
    if (within) askTime(within.after, within.seconds);
  }
  for (const forbidden of step.mustNot) askTime(forbidden.after, forbidden.for);
  ASKED.set(step, asked);
  return asked;
}
