import { Client, fetchExchange } from 'urql';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Draft } from './form-values.ts';
import { pauseBeforeRetry, saveDraft } from './save-draft.ts';

const draft = { id: 'pedido', version: 3, patch: { origin: 'OTHER' } };

/** Saves over a client that is answered with that body, or not at all. */
async function save(body: unknown) {
  const sent: string[] = [];
  const overtaking: Draft[] = [];
  const client = new Client({
    url: 'http://portal.test/graphql',
    preferGetMethod: false,
    exchanges: [fetchExchange],
    fetch: async (_, request) => {
      sent.push(String(request?.body));
      if (body === 'no connection') throw new TypeError('Failed to fetch');
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    },
  });
  const answer = await saveDraft(client, draft, (newer) => overtaking.push(newer));
  return { answer, sent, overtaking };
}

function payload(version: number | null, ...problems: object[]) {
  const accessRequest = version === null ? null : { id: 'pedido', version };
  return { data: { updateAccessRequest: { accessRequest, problems } } };
}

describe('saving a draft', () => {
  test('sends the change with the version, and goes on from the new one', async () => {
    const { answer, sent } = await save(payload(4));
    expect(JSON.parse(sent[0] ?? '')).toMatchObject({
      variables: { input: { id: 'pedido', version: 3, origin: 'OTHER' } },
    });
    expect(answer).toEqual({ kind: 'saved', version: 4 });
  });

  test('what is wrong comes back with its path', async () => {
    const problem = { code: 'INVALID', message: 'CPF inválido.', path: ['manager', 'cpf'] };
    expect((await save(payload(3, problem))).answer).toEqual({
      kind: 'refused',
      version: 3,
      problems: [{ message: 'CPF inválido.', path: ['manager', 'cpf'] }],
    });
  });

  test('overtaken, it hands over what the other made of it', async () => {
    const { answer, overtaking } = await save(payload(9, { code: 'STALE_VERSION', message: 'x', path: ['version'] }));
    expect(answer).toEqual({ kind: 'stale', version: 9 });
    expect(overtaking).toMatchObject([{ version: 9 }]);
  });

  test('a request that can no longer be edited closes the form', async () => {
    expect((await save(payload(3, { code: 'NOT_ALLOWED', message: 'x', path: null }))).answer.kind).toBe('closed');
    expect((await save(payload(null, { code: 'NOT_FOUND', message: 'Não há.', path: null }))).answer).toEqual({
      kind: 'closed',
      message: 'Não há.',
    });
  });

  test('an establishment that is not found is a wrong value, not a closed form', async () => {
    const problem = { code: 'NOT_FOUND', message: 'Não há.', path: ['establishmentCnes'] };
    expect((await save(payload(3, problem))).answer.kind).toBe('refused');
  });

  test('no answer, or an error of the Portal, is tried again', async () => {
    expect((await save('no connection')).answer).toEqual({ kind: 'unreachable' });
    const internal = { errors: [{ message: 'x', extensions: { code: 'INTERNAL' } }] };
    expect((await save(internal)).answer).toEqual({ kind: 'unreachable' });
  });

  test('who may not any more is told that it is closed', async () => {
    const forbidden = { errors: [{ message: 'x', extensions: { code: 'FORBIDDEN' } }] };
    expect((await save(forbidden)).answer).toMatchObject({ kind: 'closed', message: /outra aba/ });
    const notAllowed = { code: 'NOT_ALLOWED', message: 'x', path: null };
    expect((await save(payload(3, notAllowed))).answer).toMatchObject({ kind: 'closed', message: /outra aba/ });
  });

  test('without what the other made of it, overtaken is out of reach; a problem without a path has an empty one', async () => {
    const stale = { code: 'STALE_VERSION', message: 'x', path: ['version'] };
    const { answer, overtaking } = await save(payload(null, stale));
    expect([answer, overtaking]).toEqual([{ kind: 'unreachable' }, []]);
    const invalid = { code: 'INVALID', message: 'Não.', path: null };
    expect((await save(payload(null, invalid))).answer).toEqual({
      kind: 'refused',
      version: 3,
      problems: [{ message: 'Não.', path: [] }],
    });
  });
});

describe('waiting before the next try', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  test.for([
    [1, 2_000],
    [2, 4_000],
    [4, 16_000],
    [5, 30_000],
    [50, 30_000],
  ] as const)('the %ith time it is %i ms', async ([attempt, milliseconds]) => {
    vi.stubGlobal('window', new EventTarget());
    let over = false;
    void pauseBeforeRetry(attempt).then(() => {
      over = true;
    });
    await vi.advanceTimersByTimeAsync(milliseconds - 1);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(over).toBe(true);
  });

  test('ends when the connection is back, and leaves nothing behind', async () => {
    const window = new EventTarget();
    vi.stubGlobal('window', window);
    const removed = vi.spyOn(window, 'removeEventListener');
    const pause = pauseBeforeRetry(5);
    window.dispatchEvent(new Event('online'));
    await pause;
    expect(vi.getTimerCount()).toBe(0);
    expect(removed).toHaveBeenCalledTimes(1);
  });
});
