import { expect, test } from 'vitest';
import { type QueueEvent, type QueueRow, standsInQueue } from './arrivals.ts';
import type { QueueFilter } from './queue-filter.ts';
import { changeHeard, pageRead, queueRead, rowChanged, unreadHeard } from './queue-state.ts';

const clara = { id: 'clara of it', personId: 'clara', name: 'Clara' };
const submit: QueueEvent = { action: 'SUBMIT', to: 'SUBMITTED' };
const claim: QueueEvent = { action: 'CLAIM', to: 'IN_REVIEW' };
const release: QueueEvent = { action: 'RELEASE', to: 'SUBMITTED' };

function row(id: string, change: Partial<QueueRow> = {}): QueueRow {
  return {
    id,
    protocol: `2026-000012${id}-4`,
    state: 'SUBMITTED',
    environment: 'HOMOLOGATION',
    version: 3,
    submittedAt: '2026-11-20T12:00:00.000Z',
    dueAt: '2026-11-23T12:00:00.000Z',
    submissions: 1,
    replaces: null,
    requester: { name: 'Ana Souza' },
    warnings: [],
    portfolio: { slug: 'rnds', name: 'RNDS' },
    establishment: { name: 'Laboratório Rômulo Rocha', uf: 'GO' },
    system: { id: 's', name: 'LIS' },
    reviewer: null,
    previousReviewer: null,
    approvals: [],
    ruleDecision: null,
    allowedActions: ['CLAIM'],
    ...change,
  };
}

function page(rows: QueueRow[], endCursor: string | null = null, totalCount = rows.length) {
  return {
    totalCount,
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
    edges: rows.map((node) => ({ node: { unreadMessages: 0, ...node } })),
  };
}

test.each<[QueueFilter, Partial<QueueRow>, boolean]>([
  [{ tab: 'todas' }, {}, true],
  [{ tab: 'todas' }, { state: 'APPROVED' }, false],
  [{ tab: 'todas' }, { state: 'IN_REVIEW', reviewer: clara }, true],
  [{ tab: 'minhas' }, {}, false],
  [{ tab: 'minhas' }, { state: 'IN_REVIEW', reviewer: clara }, true],
  [{ tab: 'minhas' }, { state: 'IN_REVIEW', reviewer: { id: 'davi of it', personId: 'davi', name: 'Davi' } }, false],
  [{ tab: 'sem-responsavel' }, { reviewer: clara }, false],
  [{ tab: 'todas', environment: 'PRODUCTION' }, {}, false],
  [{ tab: 'todas', portfolio: 'cnes' }, {}, false],
  [{ tab: 'todas', text: 'romulo laboratorio' }, {}, true],
  [{ tab: 'todas', text: '2026-0000121' }, {}, true],
  [{ tab: 'todas', text: 'hospital' }, {}, false],
  [{ tab: 'todas', text: 'ana souza' }, {}, true],
  [{ tab: 'todas', uf: 'GO' }, {}, true],
  [{ tab: 'todas', uf: 'SP' }, {}, false],
  [{ tab: 'todas', uf: 'SP' }, { establishment: null }, false],
  [{ tab: 'todas', state: 'enviadas' }, {}, true],
  [{ tab: 'todas', state: 'em-analise' }, {}, false],
  [{ tab: 'todas', reviewer: 'clara' }, { state: 'IN_REVIEW', reviewer: clara }, true],
  [{ tab: 'todas', reviewer: 'davi' }, { state: 'IN_REVIEW', reviewer: clara }, false],
  [{ tab: 'todas', late: true }, { dueAt: '2020-01-01T00:00:00.000Z' }, true],
  [{ tab: 'todas', late: true }, { dueAt: '9999-01-01T00:00:00.000Z' }, false],
])('in view %o a request with %o stands: %s', (filter, change, expected) => {
  expect(standsInQueue(row('1', change), filter, 'clara')).toBe(expected);
});

test('a new request is announced once and moves no row', () => {
  const start = queueRead(page([row('1')]));
  const once = changeHeard(start, { event: submit, accessRequest: row('2') }, { tab: 'todas' }, 'clara');
  const twice = changeHeard(once, { event: submit, accessRequest: row('2') }, { tab: 'todas' }, 'clara');
  expect([...twice.waiting]).toEqual(['2']);
  expect(twice.rows).toEqual(start.rows);
});

test('what is new to the viewer is told at its row, and stays when the row changes', () => {
  const start = queueRead(page([row('1'), row('2')]));
  const told = unreadHeard(start, { id: '2', unreadMessages: 3 });
  expect(told.rows.map(({ unreadMessages }) => unreadMessages)).toEqual([0, 3]);
  const { unreadMessages: _, ...taken } = row('2', { state: 'IN_REVIEW', version: 4 });
  expect(rowChanged(told, taken).rows.at(1)).toMatchObject({ state: 'IN_REVIEW', unreadMessages: 3 });
  expect(unreadHeard(start, { id: '9', unreadMessages: 1 }).rows).toEqual(start.rows);
});

test('one that somebody took before it was seen is announced no more where only the free ones stand', () => {
  const filter: QueueFilter = { tab: 'sem-responsavel' };
  const one = changeHeard(queueRead(page([])), { event: submit, accessRequest: row('2') }, filter, 'clara');
  const taken = row('2', { state: 'IN_REVIEW', reviewer: clara });
  expect(changeHeard(one, { event: claim, accessRequest: taken }, filter, 'clara').waiting.size).toBe(0);
});

test('what happens to a request on a page that is not loaded yet is no news', () => {
  const start = queueRead(page([row('1')], 'more', 40));
  const held = row('9', { state: 'IN_REVIEW', reviewer: clara });
  expect(changeHeard(start, { event: claim, accessRequest: held }, { tab: 'todas' }, 'davi')).toBe(start);
  expect(changeHeard(start, { event: release, accessRequest: row('9') }, { tab: 'todas' }, 'davi')).toBe(start);
  expect(
    changeHeard(start, { event: release, accessRequest: row('9') }, { tab: 'sem-responsavel' }, 'davi').waiting.size,
  ).toBe(1);
});

test('a row that left the queue stays in its place with its new state', () => {
  const start = queueRead(page([row('1'), row('2')]));
  const approved = row('1', { state: 'APPROVED', version: 4 });
  const heard = changeHeard(
    start,
    { event: { action: 'APPROVE', to: 'APPROVED' }, accessRequest: approved },
    { tab: 'todas' },
    'clara',
  );
  expect(heard.rows.map(({ id, state }) => [id, state])).toEqual([
    ['1', 'APPROVED'],
    ['2', 'SUBMITTED'],
  ]);
});

test('an older word about a row does not undo a newer one', () => {
  const start = rowChanged(queueRead(page([row('1')])), row('1', { state: 'IN_REVIEW', version: 5 }));
  expect(rowChanged(start, row('1', { version: 4 })).rows[0]?.state).toBe('IN_REVIEW');
});

test('the next page comes under the first, each request once, and answers what was waiting', () => {
  const start = queueRead(page([row('1'), row('2')], 'next', 4));
  const waiting = changeHeard(start, { event: submit, accessRequest: row('4') }, { tab: 'todas' }, 'clara');
  const more = pageRead(waiting, page([row('2'), row('3'), row('4')], null, 4));
  expect(more.rows.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  expect(more.next).toBeNull();
  expect(more.waiting.size).toBe(0);
});
