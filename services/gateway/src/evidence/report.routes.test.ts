import type { Express } from 'express';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

/** The endpoints of homologation behind it, small, on a real port. */
function behind(app: Express): void {
  app.get('/internal/conformance-jwks.json', (_req, res) => void res.json({ keys: [{ kid: 'a' }] }));
  app.get('/internal/audit-checkpoints/2026-11.json', (_req, res) => {
    res.set('cache-control', 'public, max-age=300').json({ chain: 'homologation' });
  });
  app.get('/internal/conformance-reports/mine.pdf.tsr', (_req, res) => {
    res.set('cache-control', 'public, max-age=60').type('application/timestamp-reply').end('0');
  });
  app.get('/internal/conformance-reports/:file', (req, res) => {
    if (req.params.file !== 'mine.pdf')
      return void res.status(404).type('application/problem+json').end('{"status":404}');
    res.set('cache-control', 'private, no-store').attachment('relatorio.pdf').end('%PDF-');
  });
}

let stand: TestGateway;
let url: string;
let cookie: string;
beforeAll(async () => {
  stand = await startTestGateway({ homologationRoutes: behind });
  url = stand.gateway.url;
  cookie = (await stand.signedIn('ana')).cookieFor(url);
});
afterAll(() => stand[Symbol.asyncDispose]());

it('sends a report as an attachment that no page shows and no cache shares', async () => {
  const response = await fetch(`${url}/conformance-reports/mine.pdf`, { headers: { cookie } });
  expect([response.status, await response.text()]).toEqual([200, '%PDF-']);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename=relatorio.pdf',
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringContaining('private'),
    'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  });
});

it('hangs no more listeners on an answer than Node takes for sound', async () => {
  const warnings: string[] = [];
  const hear = ({ name }: Error) => void warnings.push(name);
  process.on('warning', hear);
  try {
    const response = await fetch(`${url}/conformance-reports/mine.pdf`, { headers: { cookie } });
    expect(await response.text()).toBe('%PDF-');
  } finally {
    process.off('warning', hear);
  }
  expect(warnings).toEqual([]);
});

it('answers 404 for what is not there, 401 to nobody and to a token that is not good', async () => {
  const status = async (path: string, headers: Record<string, string>) =>
    (await fetch(`${url}/conformance-reports/${path}`, { headers })).status;
  expect(await status('gone.pdf', { cookie })).toBe(404);
  expect(await status('..%2Fconformance-jwks.json', { cookie })).toBe(404);
  expect(await status('mine.pdf', {})).toBe(401);
  expect(await status('mine.pdf', { authorization: 'Bearer nobody-issued-this' })).toBe(401);
});

it('sends the time stamp of a report to anybody', async () => {
  const response = await fetch(`${url}/conformance-reports/mine.pdf.tsr`);
  expect([response.status, await response.text()]).toEqual([200, '0']);
  expect(response.headers.get('content-type')).toBe('application/timestamp-reply');
  expect((await fetch(`${url}/conformance-reports/gone.pdf.tsr`)).status).toBe(404);
  expect((await fetch(`${url}/conformance-reports/..%2Fconformance-jwks.json%3F.tsr`)).status).toBe(404);
});

it('tells anybody the public keys, pages of other origins too', async () => {
  const response = await fetch(`${url}/.well-known/conformance-jwks.json`, {
    headers: { origin: 'https://a.example' },
  });
  expect([response.status, await response.json()]).toEqual([200, { keys: [{ kid: 'a' }] }]);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

it('tells anybody what was signed of the audit records, of the services that have any', async () => {
  const at = (path: string) => fetch(`${url}/.well-known/audit-checkpoints/${path}`);
  const response = await at('homologation/2026-11.json');
  expect([response.status, await response.json()]).toEqual([200, { chain: 'homologation' }]);
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  for (const path of ['catalogue/2026-11.json', 'homologation', 'homologation/..%2Fconformance-jwks.json'])
    expect((await at(path)).status).toBe(404);
});
