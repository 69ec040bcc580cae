import type { FaultKind } from '@portal/domain';
import { DOCUMENT_KINDS } from '@portal/judge/document-kinds';
import { OPERATIONS } from './operations.ts';
import type { CallPattern, Forbidden, Seen, Step } from './suite.ts';

/** Operations that a document is sent by, or that name one. */
const SENDS = ['create-document'];
const NAMES_DOCUMENT = ['create-document', 'read-bundle', 'read-document', 'delete-document'];
const NAMES_IDENTIFIER = ['create-document', 'find-identifier'];
const HAS_BODY = ['create-document', 'open-context'];

/** What the answer of a fault that does nothing is. */
const ANSWERS: Partial<Record<FaultKind, string>> = {
  ERROR_500: '500',
  ERROR_502: '502',
  ERROR_503: '503',
  EXPIRED_TOKEN: '401',
};

/** Which operations the call that is referred to may be of, for it to have what is to be the same. */
const REFERENCES: Readonly<Record<string, readonly string[] | null>> = {
  sameBody: HAS_BODY,
  sameToken: null,
  sameIdentifier: NAMES_IDENTIFIER,
  sameDocument: NAMES_DOCUMENT,
  sameFault: null,
  tokenOf: ['token'],
  replaces: NAMES_DOCUMENT,
};

/** What is wrong with a step: nothing in it may be a slip of the pen that never matches, or always. */
export function lintStep(step: Step): string[] {
  const names = step.see.map(({ as }) => as);
  const twice = names.filter((name, place) => names.indexOf(name) < place);
  const faults = new Set(
    step.see.flatMap(({ fault }) => (fault && fault !== 'NONE' && fault !== 'ANY' ? [fault] : [])),
  );
  return [
    ...twice.map((name) => `see: ${name} stands there twice`),
    ...(step.fault && !faults.has(step.fault) ? [`fault: no call of see has ${step.fault}`] : []),
    ...[...faults]
      .filter((fault) => fault !== step.fault)
      .map((fault) => `fault: ${fault} is waited for, and not armed`),
    ...step.see.flatMap((seen, place) => lintSeen(step, seen, names.slice(0, place)).map(at(`see: ${seen.as}`))),
    ...step.mustNot.flatMap((forbidden, place) =>
      lintForbidden(step, forbidden, names).map(at(`mustNot: ${place + 1}`)),
    ),
  ];
}

const at = (place: string) => (problem: string) => `${place}: ${problem}`;

function lintSeen(step: Step, seen: Seen, before: readonly string[]): string[] {
  const { notBefore, within } = seen;
  const early = typeof notBefore?.seconds === 'number' ? notBefore.seconds : 0;
  return [
    ...lintPattern(step, seen, before),
    ...[notBefore, within].flatMap((window) => (window ? unknown('after', window.after, before) : [])),
    ...(notBefore?.seconds === 'retryAfter' ? noRetryAfter(step, notBefore.after) : []),
    ...(within && within.after === notBefore?.after && within.seconds <= early
      ? ['within: is over before notBefore']
      : []),
  ];
}

function lintForbidden(step: Step, forbidden: Forbidden, names: readonly string[]): string[] {
  const { after, before } = forbidden;
  const from = names.indexOf(after);
  const problems = [
    ...unknown('after', after, names.slice(0, -1)),
    ...(before === null ? [] : unknown('before', before, names.slice(from + 1))),
    ...(forbidden.for === 'retryAfter' ? noRetryAfter(step, after) : []),
  ];
  // What it is held against has been seen when it begins to be in force.
  return problems.length > 0 ? problems : lintPattern(step, forbidden, names.slice(0, from + 1));
}

function unknown(key: string, name: string, known: readonly string[]): string[] {
  return known.includes(name) ? [] : [`${key}: ${name} is not seen ${key === 'before' ? 'later' : 'earlier'}`];
}

function noRetryAfter(step: Step, name: string): string[] {
  const seen = step.see.find(({ as }) => as === name);
  return seen?.fault === 'ERROR_503' ? [] : [`retryAfter: ${name} has none: it is not met with ERROR_503`];
}

/** That could not be met by any call. */
function lintPattern(step: Step, pattern: CallPattern, known: readonly string[]): string[] {
  const { host, operation = [], documentKind = [], status, codes, fault } = pattern;
  const answer = fault && fault !== 'NONE' && fault !== 'ANY' ? ANSWERS[fault] : undefined;
  const kinds = DOCUMENT_KINDS.map(({ code }) => code);
  const onAuth = operation.filter((name) => name === 'token');
  return [
    ...operation.filter((name) => !(name in OPERATIONS)).map((name) => `operation: there is no ${name}`),
    ...documentKind.filter((kind) => !kinds.includes(kind)).map((kind) => `documentKind: the judge knows no ${kind}`),
    ...(host === 'EHR' && onAuth.length > 0 ? ['host: tokens are given by AUTH'] : []),
    ...(host === 'AUTH' && onAuth.length < operation.length ? ['host: AUTH gives tokens alone'] : []),
    ...(documentKind.length > 0 ? onlyOf(operation, SENDS, 'documentKind') : []),
    ...(pattern.replaces === undefined ? [] : onlyOf(operation, SENDS, 'replaces')),
    ...(status && answer && !status.some((one) => fits(one, answer)) ? [`status: ${fault} answers ${answer}`] : []),
    ...(fault && fault !== 'NONE' && onAuth.length > 0 ? ['fault: none is done to tokens'] : []),
    ...(status && codes && status.every((one) => /^[123]/.test(one)) ? ['codes: what is accepted has none'] : []),
    ...Object.entries(REFERENCES).flatMap(([key, operations]) => {
      const name = pattern[key as keyof CallPattern] as string | undefined;
      return name === undefined ? [] : lintReference(step, key, name, operations, known);
    }),
  ];
}

function lintReference(
  step: Step,
  key: string,
  name: string,
  operations: readonly string[] | null,
  known: readonly string[],
): string[] {
  const seen = step.see.find(({ as }) => as === name);
  if (!seen || !known.includes(name)) return [`${key}: ${name} is not seen earlier`];
  return operations ? onlyOf(seen.operation ?? [], operations, `${key}: ${name}`) : [];
}

/** Something that only calls of some operations have is asked of them alone. */
function onlyOf(operations: readonly string[], those: readonly string[], what: string): string[] {
  const right = operations.length > 0 && operations.every((operation) => those.includes(operation));
  return right ? [] : [`${what}: only ${those.join(', ')} can have it`];
}

function fits(status: string, answer: string): boolean {
  return status === answer || status === `${answer[0]}xx`;
}
