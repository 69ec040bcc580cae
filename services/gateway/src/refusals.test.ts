import { parse } from 'graphql';
import { Registry } from 'prom-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refusals } from './refusals.ts';
import { securityLog } from './security-events.ts';
import { type ReadLog, readLog } from './testing/read-log.ts';

const MINUTE = 60_000;
let log: ReadLog;
let registry: Registry;
let refusals: Refusals;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout', 'Date'] });
  log = readLog(securityLog);
  registry = new Registry();
  refusals = new Refusals(registry, () => new Date());
});
afterEach(() => {
  refusals[Symbol.dispose]();
  log[Symbol.dispose]();
  vi.useRealTimers();
});

const answer = (query: string, result: object, who = 'person 1') => {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  refusals.noteAnswer(who, operation, result);
};
const error = (code: string, ...path: string[]) => ({ message: 'a secret', path, extensions: { code } }) as never;
const told = () => log.lines().map(({ who, code, what, times }) => [who, code, what, ...(times ? [times] : [])]);
const counted = async (code: string) =>
  (await registry.getSingleMetric('security_refusals_total')?.get())?.values.find(({ labels }) => labels.code === code)
    ?.value;

it('tells who was refused what by the names of the schema, and nothing that they sent', () => {
  answer('query senha123 { ana_maria: reviewQueue { totalCount } }', {
    errors: [error('FORBIDDEN', 'ana_maria')],
    data: { ana_maria: null },
  });
  refusals.noteErrors('anonymous 200.130.0.10', [error('GRAPHQL_VALIDATION_FAILED')]);
  refusals.noteStatus('client hml-1', 404, 'GET /evidence/ID');
  refusals.noteStatus('client hml-1', 200, 'GET /evidence/ID');
  expect(told()).toEqual([
    ['person 1', 'FORBIDDEN', 'reviewQueue'],
    ['nobody', 'GRAPHQL_VALIDATION_FAILED', 'a document'],
    ['client hml-1', 'NOT_FOUND', 'GET /evidence/ID'],
  ]);
  expect(log.text()).not.toMatch(/senha|ana_maria|a secret/);
});

it('tells of what is another’s or does not go, which is answered as null by an id or as a problem', () => {
  answer('{ a: accessRequest(id: "1") { id } viewer { id } }', { data: { a: null, viewer: null } });
  answer('mutation { cancelAccessRequest(id: "1") { problems { code } } }', {
    data: { cancelAccessRequest: { problems: [{ code: 'NOT_ALLOWED' }] } },
  });
  answer('mutation { x: endSession(sessionId: "1") { problems { code } } }', {
    data: { x: { problems: [{ code: 'INVALID' }, { code: 'NOT_FOUND' }] } },
  });
  answer('{ credential(id: "1") { id } }', { data: { credential: { id: '1' } } });
  expect(told()).toEqual([
    ['person 1', 'NOT_FOUND', 'accessRequest'],
    ['person 1', 'NOT_ALLOWED', 'cancelAccessRequest'],
    ['person 1', 'NOT_FOUND', 'endSession'],
  ]);
});

it('counts each of many in one operation, and finds what stands in a fragment', async () => {
  const aliases = Array.from({ length: 50 }, (_, index) => `a${index}`);
  answer(`{ ${aliases.map((alias) => `${alias}: credential(id: "${alias}") { id }`).join(' ')} }`, {
    data: Object.fromEntries(aliases.map((alias) => [alias, null])),
  });
  expect(await counted('NOT_FOUND')).toBe(50);
  answer('{ ...hidden }', { data: { b: null } });
  expect(told()).toEqual([
    ['person 1', 'NOT_FOUND', 'credential'],
    ['person 1', 'NOT_FOUND', 'a fragment'],
  ]);
});

it('is silent of what went well and of faults of ours', () => {
  answer('{ credential(id: "1") { id } }', {
    errors: [error('UNAVAILABLE', 'credential')],
    data: { credential: null },
  });
  answer('{ services(first: 1) { totalCount } }', { data: { services: { totalCount: 0 } } });
  expect(told()).toEqual([]);
});

it('tells the same once, and how often it came when ten minutes are over', async () => {
  for (let times = 0; times < 1_000; times++) refusals.note('person 1', 'FORBIDDEN', 'reviewQueue');
  refusals.note('person 2', 'FORBIDDEN', 'reviewQueue');
  expect(told()).toHaveLength(2);
  vi.advanceTimersByTime(12 * MINUTE);
  expect(told().slice(2)).toEqual([['person 1', 'FORBIDDEN', 'reviewQueue', 1_000]]);
  refusals.note('person 1', 'FORBIDDEN', 'reviewQueue');
  expect(told()).toHaveLength(4);
  expect(await counted('FORBIDDEN')).toBe(1_002);
});

it('keeps a bounded number of them, and tells of those that it lets go', () => {
  refusals.note('person 0', 'FORBIDDEN', 'a');
  refusals.note('person 0', 'FORBIDDEN', 'a');
  for (let who = 1; who <= 2_000; who++) refusals.note(`person ${who}`, 'FORBIDDEN', 'a');
  expect(told().filter(([who, , , times]) => who === 'person 0' && times === 2)).toHaveLength(1);
});

it('tells of each who is not signed in, and names none by where they are', () => {
  for (const block of ['200.130.0.10', '200.130.0.11', '2001:db8:0:1::', '200.130.0.10'])
    refusals.note(`anonymous ${block}`, 'UNAUTHENTICATED', 'a token');
  expect(told()).toEqual(Array.from({ length: 3 }, () => ['nobody', 'UNAUTHENTICATED', 'a token']));
  vi.advanceTimersByTime(12 * MINUTE);
  expect(told().slice(3)).toEqual([['nobody', 'UNAUTHENTICATED', 'a token', 2]]);
  expect(log.text()).not.toMatch(/200\.130|2001/);
});
