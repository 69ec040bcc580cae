import { afterAll, beforeAll, expect, it } from 'vitest';
import { BUDGETS } from '../budget-limits.ts';
import { logger } from '../logger.ts';
import { type ReadLog, readLog } from '../testing/read-log.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

let stand: TestGateway;
let log: ReadLog;
beforeAll(async () => {
  log = readLog(logger);
  stand = await startTestGateway({
    config: {
      budgetLimits: { ...BUDGETS, anonymous: { burst: 500, perMinute: 50 } },
      trustedProxies: ['127.0.0.1', '::1'],
    },
  });
});
afterAll(async () => {
  log[Symbol.dispose]();
  await stand[Symbol.asyncDispose]();
});

const send = (body: unknown, address = '200.130.0.1', headers: Record<string, string> = {}) =>
  fetch(`${stand.gateway.url}/client-errors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

const counted = async (kind: string) => {
  const text = await (await fetch(`${stand.gateway.metricsUrl}/metrics`)).text();
  return Number(new RegExp(`client_errors_total\\{console="integrator",kind="${kind}"\\} (\\d+)`).exec(text)?.[1]);
};

const REPORT = {
  kind: 'error',
  message: 'x is undefined, 529.982.247-25, ana@exemplo.com.br',
  stack: 'TypeError: x\n    at f (/integrator/assets/a.js:1:2)',
  page: '/solicitacoes/17/editar?busca=Ana',
};

it('an error of a page is counted each time, written once, and says nothing of anybody', async () => {
  for (let times = 0; times < 3; times++) expect((await send(REPORT)).status).toBe(204);
  expect(await counted('error')).toBe(3);
  const written = log
    .text()
    .split('\n')
    .filter((line) => line.includes('a page of a console failed'));
  expect(written).toHaveLength(1);
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ console: 'integrator', page: '/solicitacoes/:id/editar' });
  expect(written[0]).not.toMatch(/529|ana@|Ana|200\.130/);
});

it('what is no report is refused', async () => {
  for (const wrong of [
    {},
    { ...REPORT, kind: 'other' },
    { ...REPORT, message: 'x'.repeat(501) },
    { ...REPORT, viewer: { name: 'Ana' } },
    [REPORT],
    'text',
  ]) {
    const refused = await send(wrong);
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      400,
      expect.stringContaining('application/problem+json'),
    ]);
  }
  expect((await send({ ...REPORT, stack: 'x'.repeat(20_000) })).status).toBe(413);
  const foreign = { origin: 'https://evil.example', cookie: `portal_session_${new URL(stand.gateway.url).port}=x` };
  expect((await send(REPORT, '200.130.0.1', foreign)).status).toBe(403);
});

it('one address has an end', async () => {
  const statuses = new Set<number>();
  for (let times = 0; times < 150; times++) statuses.add((await send(REPORT, '200.130.0.2')).status);
  expect(statuses).toEqual(new Set([204, 429]));
  expect((await send(REPORT, '200.130.0.3')).status).toBe(204);
});
