import { Client, fetchExchange } from 'urql';
import { describe, expect, test } from 'vitest';
import type { Draft } from './form-values.ts';
import { saveDraft } from './save-draft.ts';

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
});
