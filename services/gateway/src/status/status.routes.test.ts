import type { PortalStatus } from '@portal/domain';
import type { Express } from 'express';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { GOOD_FOR_MS } from './status-reader.ts';

let asked = 0;
let away = false;
let maintenance: PortalStatus['maintenance'] | undefined;

function credentials(app: Express): void {
  app.get('/internal/status.json', (_req, res) => {
    asked++;
    if (away) return void res.sendStatus(503);
    res.json({ mail: 'NOT_USED', webhooks: 'DISTURBED', host: 'credentials.internal', maintenance });
  });
}

let stand: TestGateway;
beforeAll(async () => {
  stand = await startTestGateway({ credentialsRoutes: credentials });
});
afterAll(() => stand[Symbol.asyncDispose]());

const statesOf = ({ parts }: PortalStatus) => Object.fromEntries(parts.map(({ part, state }) => [part, state]));

it('tells anybody how the parts are, in words, without a name of what is behind, and asks behind once for all', async () => {
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      fetch(`${stand.gateway.url}/situacao.json`, { headers: { origin: 'https://a.example' } }),
    ),
  );
  const [first] = answers;
  expect([
    first?.status,
    first?.headers.get('cache-control'),
    first?.headers.get('access-control-allow-origin'),
  ]).toEqual([200, `public, max-age=${GOOD_FOR_MS / 1_000}`, '*']);
  expect(first?.headers.get('ratelimit')).toBeNull();
  const text = (await first?.text()) ?? '';
  expect(text).not.toMatch(/internal|localhost|127\.0|version|postgres/i);
  const status = JSON.parse(text) as PortalStatus;
  // Of homologation, which tells nothing of itself here, its readiness does.
  expect(statesOf(status)).toEqual({
    CONSOLE: 'WORKING',
    API: 'WORKING',
    HOMOLOGATION: 'WORKING',
    MAIL: 'NOT_USED',
    WEBHOOKS: 'DISTURBED',
  });
  expect([status.state, asked]).toEqual(['DISTURBED', 1]);
});

it('says so when nothing is there behind the gateway, nor the issuer, and when a part is there and does not tell', async () => {
  const nowhere = 'http://127.0.0.1:9';
  await using alone = await startTestGateway({
    config: { catalogueUrl: nowhere, credentialsUrl: nowhere, oidc: { ...stand.config.oidc, issuer: `${nowhere}/` } },
    homologationRoutes: (app) => app.get('/internal/status.json', (_req, res) => void res.sendStatus(503)),
  });
  const status = (await (await fetch(`${alone.gateway.url}/situacao.json`)).json()) as PortalStatus;
  expect([status.state, statesOf(status)]).toEqual([
    'DOWN',
    { CONSOLE: 'DISTURBED', API: 'DOWN', HOMOLOGATION: 'DISTURBED', MAIL: 'DOWN', WEBHOOKS: 'DOWN' },
  ]);
  const texts = Object.fromEntries(status.parts.map(({ part, text }) => [part, text]));
  expect(texts.CONSOLE).toMatch(/entrar com a conta gov\.br pode falhar/);
  expect(texts.HOMOLOGATION).toMatch(/^Não se sabe agora/);
});

it('tells of maintenance before and while it lasts, also while credentials does not, and is silent of what is over', async () => {
  const moment = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  const now = { startsAt: moment(-10), endsAt: moment(10), parts: ['MAIL' as const], text: 'Sem e-mails.' };
  const later = { ...now, startsAt: moment(600), endsAt: moment(660), parts: ['API' as const] };
  maintenance = [{ ...now, endsAt: moment(-1) }, now, later];
  let clock = 0;
  const passing = vi.spyOn(performance, 'now').mockImplementation(() => clock);
  try {
    await using other = await startTestGateway({ credentialsRoutes: credentials });
    const read = async () => {
      clock += GOOD_FOR_MS + 1;
      return (await (await fetch(`${other.gateway.url}/situacao.json`)).json()) as PortalStatus;
    };
    const status = await read();
    expect(status.maintenance).toEqual([now, later]);
    expect(statesOf(status)).toMatchObject({ API: 'WORKING', MAIL: 'MAINTENANCE', WEBHOOKS: 'DISTURBED' });
    expect(status.parts.find(({ part }) => part === 'MAIL')?.text).toMatch(/^Em manutenção até /);
    away = true;
    expect((await read()).maintenance).toEqual([now, later]);
    expect(statesOf(await read())).toMatchObject({ MAIL: 'MAINTENANCE', WEBHOOKS: 'DISTURBED' });
  } finally {
    passing.mockRestore();
    away = false;
    maintenance = undefined;
  }
});
