import { freePorts } from '@portal/postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUDGETS } from '../budget-limits.ts';
import { logger } from '../logger.ts';
import { securityLog } from '../security-events.ts';
import { TestBrowser } from '../testing/browser.ts';
import { askGraph } from '../testing/graph-client.ts';
import { startIdentityProcess } from '../testing/identity-process.ts';
import { readLog } from '../testing/read-log.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

/** What a browser says where *Entrar* was pressed on a page of the portal. */
const PRESSED = { 'sec-fetch-site': 'same-origin' };

let stand: TestGateway;
beforeAll(async () => {
  stand = await startTestGateway();
});
afterAll(() => stand[Symbol.asyncDispose]());

/** Goes through the issuer up to the callback, which it leaves to be asked. */
async function callbackFor(browser: TestBrowser, query: string): Promise<string> {
  let at = (await browser.ask(`${stand.gateway.url}/login?${query}`)).headers.get('location') ?? '';
  while (!at.startsWith(`${stand.gateway.url}/callback`)) {
    at = new URL((await browser.ask(at)).headers.get('location') ?? '', at).href;
  }
  return at;
}

async function viewerOf(browser: TestBrowser, url: string) {
  const response = await browser.ask(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ viewer { id name email roles level } }' }),
  });
  const { data } = (await response.json()) as { data: { viewer: Record<string, unknown> | null } };
  return data.viewer;
}

describe('signing in', () => {
  it('works on both listeners, by both names of the machine, without a page', async () => {
    for (const listener of [stand.gateway.url, stand.gateway.reviewerUrl]) {
      for (const url of [listener, listener.replace('localhost', '127.0.0.1')]) {
        const browser = await stand.signedIn('ana', url);
        expect(await viewerOf(browser, url)).toMatchObject({ name: 'Ana Souza', roles: ['INTEGRATOR'], level: 'GOLD' });
        const [line = ''] = browser.linesOf('portal_session_');
        expect(line).toContain(`portal_session_${new URL(url).port}=`);
        expect(line).toMatch(/HttpOnly/i);
        expect(line).toMatch(/SameSite=Lax/i);
        expect(browser.linesOf('portal_sign_in_')).toEqual([]);
      }
    }
  });

  it('gives roles by configuration and levels by the claim, and nobody the CPF', async () => {
    await using bySubject = await startTestGateway({ config: { reviewers: ['39053344705'] } });
    const { url } = bySubject.gateway;
    const clara = await viewerOf(await bySubject.signedIn('clara'), url);
    expect(clara).toMatchObject({ roles: ['INTEGRATOR', 'REVIEWER'], level: 'GOLD', email: 'clara@saude.example' });
    expect(clara?.id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7/);
    expect(JSON.stringify(clara)).not.toContain('39053344705');
    expect(await viewerOf(await bySubject.signedIn('elis'), url)).toMatchObject({ roles: ['INTEGRATOR', 'ADMIN'] });
    expect(await viewerOf(await bySubject.signedIn('bruno'), url)).toMatchObject({ level: 'SILVER' });
    expect(await viewerOf(await bySubject.signedIn('fabio'), url)).toMatchObject({ level: 'BRONZE' });
    expect((await viewerOf(await bySubject.signedIn('clara'), url))?.id).toBe(clara?.id);
  });

  it('shows the page of the issuer without a name, and comes back to where one was', async () => {
    const browser = new TestBrowser(PRESSED);
    const page = await browser.visit(`${stand.gateway.url}/login?returnTo=/healthz%3Fa%3D1`);
    expect(await page.response.text()).toContain('Quem você quer ser?');
    const chosen = await browser.ask(page.url, { method: 'POST', body: new URLSearchParams({ person: 'davi' }) });
    const end = await browser.visit(new URL(chosen.headers.get('location') ?? '', page.url).href);
    expect(end.url).toBe(`${stand.gateway.url}/healthz?a=1`);
  });

  it('is begun by nobody but who pressed for it: an address that was followed leads to its page, signed out', async () => {
    const { oidc } = stand.config;
    await using elsewhere = await startTestGateway({ config: { oidc: { ...oidc, local: false } } });
    const login = `${elsewhere.gateway.url}/login?as=ana&returnTo=/solicitacoes%3Festado%3DDRAFT&again`;
    const elsewhereSent: Record<string, string>[] = [
      {},
      { 'sec-fetch-site': 'none' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of elsewhereSent) {
      const browser = new TestBrowser(headers);
      const response = await browser.ask(login);
      expect([response.status, response.headers.get('location')]).toEqual([302, '/solicitacoes?estado=DRAFT']);
      expect(browser.cookieFor(login)).toBe('');
    }
    const evil = await new TestBrowser().ask(`${elsewhere.gateway.url}/login?returnTo=//evil.example/`);
    expect(evil.headers.get('location')).toBe('/');
    const pressed = await new TestBrowser(PRESSED).ask(login);
    expect(pressed.headers.get('location')).toContain(oidc.issuer);
  });

  it('leads who pressed at a name that is not its own to their page at its own name, where they press once more', async () => {
    const { oidc } = stand.config;
    await using elsewhere = await startTestGateway({ config: { oidc: { ...oidc, local: false } } });
    const { port } = new URL(elsewhere.gateway.url);
    const alias = `http://127.0.0.2:${port}`;
    const pressed = new TestBrowser({ referer: `${alias}/solicitacoes` });
    const response = await pressed.ask(`${alias}/login?returnTo=/solicitacoes%3Festado%3DDRAFT`);
    const there = `${elsewhere.gateway.url}/solicitacoes?estado=DRAFT`;
    expect([response.status, response.headers.get('location')]).toEqual([302, there]);
    const evil = await pressed.ask(`${alias}/login?returnTo=//evil.example/`);
    expect(evil.headers.get('location')).toBe(`${elsewhere.gateway.url}/`);
    const again = await new TestBrowser({ referer: there }).ask(
      `${elsewhere.gateway.url}/login?returnTo=/solicitacoes`,
    );
    expect(again.headers.get('location')).toContain(oidc.issuer);
  });

  it('has the issuer ask anew whom it knows, where somebody is to sign in again', async () => {
    const promptOf = async (search: string) => {
      const response = await new TestBrowser().ask(`${stand.gateway.url}/login?as=davi${search}`);
      return new URL(response.headers.get('location') ?? '').searchParams.get('prompt');
    };
    expect([await promptOf('&again'), await promptOf('')]).toEqual(['login', null]);
    const browser = new TestBrowser();
    const { url } = await browser.visit(`${stand.gateway.url}/login?as=davi&returnTo=/healthz&again`);
    expect(url).toBe(`${stand.gateway.url}/healthz`);
  });

  it('lets nobody be chosen by address where the issuer is not this machine’s', async () => {
    const { oidc } = stand.config;
    await using elsewhere = await startTestGateway({ config: { oidc: { ...oidc, local: false } } });
    const response = await new TestBrowser(PRESSED).ask(`${elsewhere.gateway.url}/login?as=ana`);
    expect(new URL(response.headers.get('location') ?? '').searchParams.has('login_hint')).toBe(false);
  });

  it.each([
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example/',
    '/\t/evil.example/',
    '/%09/evil.example',
    'javascript:alert(1)',
    '/..//evil.example/',
    'healthz',
    '',
  ])('never leaves the portal for returnTo=%j', async (returnTo) => {
    const browser = new TestBrowser();
    const at = await callbackFor(browser, `as=ana&returnTo=${encodeURIComponent(returnTo)}`);
    const back = (await browser.ask(at)).headers.get('location') ?? 'none';
    expect(new URL(back, stand.gateway.url).origin).toBe(stand.gateway.url);
    expect(back).toMatch(/^\/(?![/\\])/);
  });

  it('finishes two sign-ins that two tabs began, and each only once', async () => {
    const browser = new TestBrowser();
    const [first, second] = [await callbackFor(browser, 'as=ana'), await callbackFor(browser, 'as=bruno')];
    expect((await browser.ask(first)).status).toBe(303);
    expect(await viewerOf(browser, stand.gateway.url)).toMatchObject({ name: 'Ana Souza' });
    expect((await browser.ask(second)).status).toBe(303);
    expect(await viewerOf(browser, stand.gateway.url)).toMatchObject({ name: 'Bruno Lima' });
    const again = await browser.ask(first);
    expect(again.status).toBe(400);
    expect(await again.text()).toContain('Entrar de novo');
  });

  it('keeps few of those that were begun and left, each in a cookie that a browser takes', async () => {
    const browser = new TestBrowser();
    const longest = `/${'a'.repeat(1_999)}`;
    for (let times = 0; times < 7; times++) await browser.ask(`${stand.gateway.url}/login?as=ana&returnTo=${longest}`);
    const last = await callbackFor(browser, `as=ana&returnTo=${longest}`);
    const kept = browser.linesOf('portal_sign_in_');
    expect(kept.length).toBeLessThanOrEqual(3);
    for (const line of kept) expect(line.split(';')[0]?.length).toBeLessThan(4_096);
    expect((await browser.ask(last)).headers.get('location')).toBe(longest);
  });

  it('refuses a callback in a browser that did not begin it', async () => {
    const at = await callbackFor(new TestBrowser(), 'as=ana');
    const stranger = new TestBrowser();
    expect((await stranger.ask(at)).status).toBe(400);
    expect(await viewerOf(stranger, stand.gateway.url)).toBeNull();
  });

  it('sends nothing to the issuer for a cookie that was not sealed here, is of another state, or was used', async () => {
    const { url, reviewerUrl } = stand.gateway;
    const prefix = `portal_sign_in_${new URL(url).port}`;
    const pageAt = async (at: string, cookie: string) => (await fetch(at, { headers: { cookie } })).text();
    const forged = { state: 's', nonce: 'n', verifier: 'v'.repeat(43), redirectUri: `${url}/callback`, returnTo: '/' };
    const plain = Buffer.from(JSON.stringify(forged)).toString('base64url');
    // What the issuer had to refuse would be told in other words.
    expect(await pageAt(`${url}/callback?code=x&state=s`, `${prefix}_s=${plain}`)).toContain('expirou ou já foi usada');

    const browser = new TestBrowser();
    const at = new URL(await callbackFor(browser, 'as=ana'));
    const state = at.searchParams.get('state');
    const sealed = browser.cookieFor(at.href).split('=')[1];
    expect(await pageAt(`${url}/callback?code=x&state=s`, `${prefix}_s=${sealed}`)).toContain('já foi usada');
    const other = `portal_sign_in_${new URL(reviewerUrl).port}_${state}=${sealed}`;
    expect(await pageAt(`${reviewerUrl}/callback${at.search}`, other)).toContain('já foi usada');
    // Once it was used, even in vain, its code is worth nothing to whoever has both.
    const cookie = `${prefix}_${state}=${sealed}`;
    expect(await pageAt(`${url}/callback?code=x&state=${state}`, cookie)).toContain('não foi concluída');
    expect(await pageAt(at.href, cookie)).toContain('já foi usada');
  });

  it('is bounded by address before the issuer is asked, and fills no log', async () => {
    using log = readLog(logger);
    await using bounded = await startTestGateway({
      config: {
        budgetLimits: { ...BUDGETS, anonymous: { burst: 1_000, perMinute: 100 } },
        trustedProxies: ['127.0.0.1', '::1', '::ffff:127.0.0.1'],
        oidc: { ...stand.config.oidc, issuer: 'http://localhost:9/' },
      },
    });
    const login = (address: string) =>
      fetch(`${bounded.gateway.url}/login?as=ana`, { headers: { 'x-forwarded-for': address }, redirect: 'manual' });
    const statuses = [];
    for (let times = 0; times < 250; times++) statuses.push((await login('200.130.0.10')).status);
    expect(statuses.filter((status) => status === 503).length).toBeGreaterThanOrEqual(200);
    expect(statuses.at(-1)).toBe(429);
    const refused = await login('200.130.0.10');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await refused.text()).toContain('Espere um minuto');
    expect((await login('200.130.0.11')).status).toBe(503);
    expect(log.lines().length).toBeLessThan(80);
  });

  it('says that the issuer does not answer, and signs in once it does', async () => {
    const [identityPort] = await freePorts(1);
    const oidc = { ...stand.config.oidc, issuer: `http://localhost:${identityPort}` };
    await using early = await startTestGateway({ config: { oidc } });
    const response = await new TestBrowser().ask(`${early.gateway.url}/login?as=ana`);
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('não respondeu');
    await using _identity = await startIdentityProcess(early.config, identityPort);
    expect(await viewerOf(await early.signedIn('ana'), early.gateway.url)).toMatchObject({ name: 'Ana Souza' });
  });

  it('is told to the log, as is a sign-out, by ids that open nothing', async () => {
    using log = readLog(securityLog);
    const browser = await stand.signedIn('ana');
    const cookie = browser.cookieFor(stand.gateway.url);
    const person = (await viewerOf(browser, stand.gateway.url))?.id;
    await browser.ask(`${stand.gateway.url}/logout`, { method: 'POST' });
    await browser.ask(`${stand.gateway.url}/logout`, { method: 'POST', headers: { cookie } });
    const [began, ended, ...more] = log.lines();
    expect(began).toMatchObject({ msg: 'signed in', person, traceId: expect.any(String) });
    expect(ended).toMatchObject({ msg: 'signed out', session: began?.session });
    expect(more).toEqual([]);
    expect(log.text()).not.toContain(cookie.split('=')[1]);
    expect(log.text()).not.toMatch(/Ana|Souza|@/);
  });

  it('is told to the log with what is done in the session: tokens, foreign pages, the end of all', async () => {
    const { url } = stand.gateway;
    const browser = await stand.signedIn('fabio');
    const person = (await viewerOf(browser, url))?.id;
    const cookie = browser.cookieFor(url);
    const ask = (query: string) => askGraph(url, query, { cookie });
    using log = readLog(securityLog);
    const { data } = await ask(
      'mutation { createPersonalAccessToken(input: { name: "Painel", scopes: ["requests:read"] }) { token personalAccessToken { id } } }',
    );
    const { token, personalAccessToken } = data.createPersonalAccessToken;
    await ask(`mutation { revokePersonalAccessToken(id: "${personalAccessToken.id}") { problems { code } } }`);
    await browser.ask(`${url}/logout`, { method: 'POST', headers: { origin: 'https://evil.example' } });
    await ask('mutation { endAllSessions { endedSessions } }');
    const tokenId = personalAccessToken.id;
    expect(log.lines()).toMatchObject([
      { msg: 'a personal access token was made', person, tokenId, scopes: ['requests:read'] },
      { msg: 'a personal access token was revoked', person, tokenId },
      { msg: 'a request that a foreign page may have sent was refused' },
      { msg: 'signed out everywhere', person, sessions: 1 },
    ]);
    expect(log.text()).not.toContain(token);
  });

  it('changes the session at every sign-in, and ends the one before', async () => {
    const browser = await stand.signedIn('ana');
    const before = browser.cookieFor(stand.gateway.url);
    await browser.visit(`${stand.gateway.url}/login?as=ana&returnTo=/healthz`);
    expect(browser.cookieFor(stand.gateway.url)).not.toBe(before);
    const old = await fetch(`${stand.gateway.url}/evidence/any`, { headers: { cookie: before } });
    expect(old.status).toBe(401);
  });

  it('asks by the name that the issuer knows when the host is another', async () => {
    const { port } = new URL(stand.gateway.url);
    const response = await new TestBrowser().ask(`http://[::1]:${port}/login?as=ana`);
    expect(response.headers.get('location')).toBe(`${stand.gateway.url}/login?as=ana`);
  });
});
