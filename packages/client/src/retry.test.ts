import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HttpError, OperationError, ProblemError } from './errors.ts';
import {
  AccessRequestChangedDocument,
  CancelAccessRequestDocument,
  ChangesCursorDocument,
  CreateProductionRequestDocument,
  PortfoliosDocument,
} from './gql/graphql.ts';
import { createPortalClient, type PortalClient } from './portal-client.ts';
import { retryAfterOf, waitBefore } from './retry.ts';
import { aRequest, PortalStub } from './testing/portal-stub.ts';
import { unwrap } from './unwrap.ts';

let stub: PortalStub;
let portal: PortalClient;
beforeEach(async () => {
  stub = await PortalStub.start();
  portal = createPortalClient({ url: stub.url, token: 'pds_token' });
});
afterEach(() => stub[Symbol.asyncDispose]());

const busy = (status: number, retryAfter = '0') => ({ status, headers: { 'retry-after': retryAfter } });

describe('a query', () => {
  test.each([429, 503])('that is answered %d is asked again after Retry-After', async (status) => {
    stub.next.push(busy(status, '1'), busy(status, '0'));
    const started = performance.now();
    expect(await portal.request(ChangesCursorDocument)).toEqual({ changesCursor: 'c0' });
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
    expect(stub.received).toHaveLength(3);
    for (const { headers } of stub.received) expect(headers.authorization).toBe('Bearer pds_token');
  });

  test('is asked four times and no more', async () => {
    stub.next.push(...Array.from({ length: 9 }, () => busy(503)));
    await expect(portal.request(ChangesCursorDocument)).rejects.toMatchObject({ name: 'HttpError', status: 503 });
    expect(stub.received).toHaveLength(4);
  });

  test('is not asked again where the wait would be too long', async () => {
    stub.next.push({
      ...busy(429, '3600'),
      body: { errors: [{ message: 'Aguarde.', extensions: { code: 'RATE_LIMITED' } }] },
    });
    const failure = await portal.request(ChangesCursorDocument).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(HttpError);
    expect(failure).toMatchObject({ status: 429, code: 'RATE_LIMITED', detail: 'Aguarde.', retryAfter: 3_600_000 });
    expect(stub.received).toHaveLength(1);
  });

  test('whose wait is given up rejects with the reason', async () => {
    stub.next.push(busy(503, '30'));
    const giveUp = new AbortController();
    const asked = portal.request(ChangesCursorDocument, {}, { signal: giveUp.signal });
    await expect.poll(() => stub.received.length).toBe(1);
    giveUp.abort(new Error('enough'));
    await expect(asked).rejects.toThrow('enough');
  });

  test('that is wrong is told by its code, and is not asked again', async () => {
    stub.root.portfolios = () => {
      throw new Error('broken');
    };
    stub.next.push({
      status: 200,
      body: { data: null, errors: [{ message: 'Falhou.', extensions: { code: 'INTERNAL', traceId: 't1' } }] },
    });
    const failure = await portal.request(PortfoliosDocument).catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(OperationError);
    expect(failure).toMatchObject({ code: 'INTERNAL', traceId: 't1', message: 'Falhou.' });
    expect(stub.received).toHaveLength(1);
  });

  test('of a portal that is not there is a ConnectionError', async () => {
    const gone = createPortalClient({ url: stub.url, retry: { attempts: 2, longestWait: 10 } });
    await stub[Symbol.asyncDispose]();
    await expect(gone.request(ChangesCursorDocument)).rejects.toMatchObject({
      name: 'ConnectionError',
      code: 'CONNECTION',
    });
    stub = await PortalStub.start();
  });
});

describe('a mutation', () => {
  test('is sent once, for nobody knows whether it was done', async () => {
    stub.next.push(busy(503));
    await expect(portal.request(CancelAccessRequestDocument, { id: 'r1', version: 1 })).rejects.toThrow(HttpError);
    expect(stub.received).toHaveLength(1);
  });

  test('with an idempotency key is sent again', async () => {
    stub.root.createProductionRequest = { accessRequest: aRequest(), problems: [] };
    stub.next.push(busy(503));
    const input = { credentialId: 'c1', idempotencyKey: 'k1' };
    const { createProductionRequest } = await portal.request(CreateProductionRequestDocument, { input });
    expect(unwrap(createProductionRequest).accessRequest.id).toBe('r1');
    expect(stub.received).toHaveLength(2);
  });

  test.each(['UNAVAILABLE', 'OUTCOME_UNKNOWN'])(
    'answered %s is sent again with its key, and never without',
    async (code) => {
      const away = { status: 200, body: { data: null, errors: [{ message: 'Sem resposta.', extensions: { code } }] } };
      stub.root.cancelAccessRequest = { accessRequest: aRequest(), problems: [] };
      stub.next.push(away, away);
      const target = { id: 'r1', version: 1 };
      await expect(portal.request(CancelAccessRequestDocument, target)).rejects.toMatchObject({ code });
      await portal.request(CancelAccessRequestDocument, { ...target, idempotencyKey: 'k1' });
      expect(stub.received).toHaveLength(3);
    },
  );

  test('that is refused is a ProblemError with what is there', async () => {
    const problem = { code: 'DUPLICATE', message: 'Já existe uma solicitação.', path: null };
    stub.root.createProductionRequest = { accessRequest: aRequest(), problems: [problem] };
    const { createProductionRequest } = await portal.request(CreateProductionRequestDocument, {
      input: { credentialId: 'c1' },
    });
    const failure = (() => {
      try {
        return unwrap(createProductionRequest);
      } catch (cause) {
        return cause;
      }
    })();
    expect(failure).toBeInstanceOf(ProblemError);
    expect(failure).toMatchObject({ code: 'DUPLICATE', problems: [problem], payload: { accessRequest: { id: 'r1' } } });
  });
});

describe('a spent budget', () => {
  const spent = (retryAfter: number) => ({
    status: 429,
    headers: { 'retry-after': String(retryAfter) },
    body: {
      errors: [{ message: 'Aguarde.', extensions: { code: 'RATE_LIMITED', retryAfter } }],
      extensions: { cost: { requested: 1, remaining: 0, resetAt: '2026-11-24T17:33:00Z' } },
    },
  });

  test('is waited for, also by a mutation, of which nothing was run', async () => {
    stub.root.cancelAccessRequest = { accessRequest: aRequest(), problems: [] };
    stub.next.push(spent(0), spent(1));
    await portal.request(CancelAccessRequestDocument, { id: 'r1', version: 1 });
    expect(stub.received).toHaveLength(3);
  });

  test('is told with how long to wait, where that is too long', async () => {
    stub.next.push(spent(3_600));
    await expect(portal.request(CancelAccessRequestDocument, { id: 'r1', version: 1 })).rejects.toMatchObject({
      name: 'HttpError',
      code: 'RATE_LIMITED',
      retryAfter: 3_600_000,
    });
  });

  test('of which a proxy took the header is told by the answer itself', async () => {
    stub.next.push({ ...spent(3_600), headers: {} });
    await expect(portal.request(ChangesCursorDocument)).rejects.toMatchObject({ retryAfter: 3_600_000 });
  });

  test('is waited for on a live line', async () => {
    stub.refusals.push('RATE_LIMITED');
    const started = performance.now();
    const changes = portal.subscribe(AccessRequestChangedDocument, { after: 'c0' });
    stub.tell(1);
    expect((await changes.next()).value?.accessRequestChanged.cursor).toBe('c1');
    expect(performance.now() - started).toBeGreaterThanOrEqual(1_000);
    await changes.return?.();
  });

  test('is heard of, operation by operation', async () => {
    const costs: unknown[] = [];
    const heard = createPortalClient({ url: stub.url, token: 'pds_token', onCost: (cost) => costs.push(cost) });
    const cost = { requested: 3, remaining: 97, resetAt: '2026-11-24T17:33:00Z' };
    stub.next.push(spent(0), { status: 200, body: { data: { changesCursor: 'c0' }, extensions: { cost } } });
    await heard.request(ChangesCursorDocument);
    expect(costs).toEqual([{ ...cost, requested: 1, remaining: 0 }, cost]);
  });
});

test('what may still be asked is read like anything else', async () => {
  const rateLimit = { policy: 'token', limit: 100, cost: 1, remaining: 99, resetAt: 'soon', windowSeconds: 60 };
  stub.next.push({ status: 200, body: { data: { rateLimit } } });
  expect(await portal.rateLimit()).toEqual(rateLimit);
});

describe('how long to wait', () => {
  test('never less than what was asked for, and not much more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 60_000 }), (failures, retryAfter) => {
        const wait = waitBefore(failures, retryAfter, 60_000) ?? -1;
        return wait >= retryAfter && wait <= retryAfter + 1_000;
      }),
    );
  });

  test('within bounds that double where nothing was asked for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), (failures) => {
        const wait = waitBefore(failures, undefined, 15_000) ?? -1;
        return wait >= 0 && wait <= Math.min(15_000, 500 * 2 ** failures);
      }),
    );
  });

  test('is read from seconds and from a date', () => {
    expect(retryAfterOf('7')).toBe(7_000);
    const inAMinute = retryAfterOf(new Date(Date.now() + 60_000).toUTCString()) ?? 0;
    expect(inAMinute).toBeGreaterThan(30_000);
    expect(inAMinute).toBeLessThanOrEqual(60_000);
    expect(retryAfterOf('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(0);
    expect(retryAfterOf('soon')).toBeUndefined();
    expect(retryAfterOf(null)).toBeUndefined();
  });
});
