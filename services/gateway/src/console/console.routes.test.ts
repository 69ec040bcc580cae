import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';

const SCRIPT = `console.log(${JSON.stringify('x'.repeat(2_000))})`;

async function folder(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'console-'));
  await mkdir(join(path, 'assets'));
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(path, name), content);
    await writeFile(join(path, `${name}.br`), brotliCompressSync(content));
    await writeFile(join(path, `${name}.gz`), gzipSync(content));
  }
  return path;
}

let stand: TestGateway;
let url: string;
let reviewerUrl: string;
let integratorFolder: string;
beforeAll(async () => {
  const remote = (name: string) => ({
    'mf-manifest.json': JSON.stringify({
      name,
      metaData: { publicPath: `/${name}/`, remoteEntry: { path: '', name: 'remoteEntry.js' } },
      exposes: [
        {
          path: './console',
          assets: {
            js: { sync: ['assets/console-B1a_C-d4.js'], async: ['assets/later-B1a_C-d4.js'] },
            css: { sync: [] },
          },
        },
      ],
      builtAgainst: { contract: 1, uses: { react: ['</script>'] } },
    }),
    'remoteEntry.js': SCRIPT,
    'assets/console-B1a_C-d4.js': SCRIPT,
  });
  integratorFolder = await folder(remote('integrator'));
  stand = await startTestGateway({
    config: {
      consoles: {
        shell: await folder({
          'index.html': '<!doctype html><head><title>Portal</title></head><body></body>',
          'graphiql.html': '<!doctype html><title>GraphiQL</title>',
          'shell-entry.js': SCRIPT,
          'assets/index-D5knopwT.js': SCRIPT,
        }),
        integrator: integratorFolder,
        reviewer: await folder(remote('reviewer')),
      },
    },
  });
  ({ url, reviewerUrl } = stand.gateway);
});
afterAll(() => stand[Symbol.asyncDispose]());

const get = (address: string, headers: Record<string, string> = {}) => fetch(address, { headers, redirect: 'manual' });

describe('the shell', () => {
  it.each([
    '/',
    '/solicitacoes/1/editar',
    '/credenciais?aba=producao',
    '/acessibilidade',
    '/desenvolvedores/referencia/Query.portfolios',
  ])('has its page at %s', async (path) => {
    for (const listener of [url, reviewerUrl]) {
      const response = await get(`${listener}${path}`, { accept: 'text/html' });
      expect(response.status).toBe(200);
      expect(await response.text()).toContain('<title>Portal</title>');
      expect(response.headers.get('cache-control')).toBe('public, no-cache');
    }
  });

  it.each([
    '/assets/gone-D5knopwT.js',
    '/integrator/gone.js',
    '/reviewer-gone.js',
    '/favicon.png',
    '/.env',
    '/../package.json',
  ])('has no page at %s', async (path) => {
    expect((await get(`${url}${path}`)).status).toBe(404);
  });

  it('lets browsers keep what has a hash in its name, and asks anew for the rest', async () => {
    const hashed = await get(`${url}/assets/index-D5knopwT.js`);
    expect(hashed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const entry = await get(`${url}/shell-entry.js`);
    expect(entry.headers.get('cache-control')).toBe('public, no-cache');
    const again = await get(`${url}/shell-entry.js`, { 'if-none-match': entry.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it.each(['br', 'gzip'])('is sent compressed by %s as it was built', async (encoding) => {
    const response = await get(`${url}/assets/index-D5knopwT.js`, { 'accept-encoding': encoding });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(response.headers.get('content-type')).toBe('text/javascript;charset=utf-8');
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(await response.text()).toBe(SCRIPT);
  });
});

describe('what programs call', () => {
  it.each([
    '/.well-known/openid-configuration',
    '/.well-known',
    '/oauth/nothing',
    '/oauth/',
    '/api/v1/portfolios',
    '/API',
    '/evidence',
    '/evidence/a/b',
    '/graphql/more',
    '/docs/none',
  ])('is no page where there is nothing at %s', async (path) => {
    for (const listener of [url, reviewerUrl]) {
      // Evidence is sent to /evidence itself.
      for (const method of path === '/evidence' ? ['GET'] : ['GET', 'POST']) {
        const response = await fetch(`${listener}${path}`, { method, headers: { accept: 'text/html, */*' } });
        expect([method, response.status]).toEqual([method, 404]);
        expect(response.headers.get('content-type')).toContain('application/problem+json');
        expect(await response.json()).toMatchObject({ status: 404, code: 'NOT_FOUND', title: expect.any(String) });
      }
    }
  });
});

describe('the two consoles', () => {
  it('name the remote of their listener', async () => {
    expect(await (await get(`${url}/console.json`)).json()).toEqual({
      name: 'integrator',
      entry: '/integrator/mf-manifest.json',
    });
    expect(await (await get(`${reviewerUrl}/console.json`)).json()).toEqual({
      name: 'reviewer',
      entry: '/reviewer/mf-manifest.json',
    });
  });

  it('keep the reviewers’ files from the integrators’ listener, whoever asks', async () => {
    const cookie = (await stand.signedIn('clara')).cookieFor(url);
    for (const path of [
      '/reviewer/mf-manifest.json',
      '/reviewer/assets/console-B1a_C-d4.js',
      '/reviewer/',
      '/reviewer',
      '/REVIEWER/remoteEntry.js',
      '//reviewer/remoteEntry.js',
      '/integrator/../reviewer/remoteEntry.js',
    ]) {
      const response = await get(`${url}${path}`, { cookie });
      expect(await response.text()).not.toMatch(/console\.log|"reviewer"/);
    }
  });

  it('send the reviewers’ files to reviewers and administrators alone', async () => {
    const status = async (headers: Record<string, string> = {}) =>
      (await get(`${reviewerUrl}/reviewer/mf-manifest.json`, headers)).status;
    const cookieOf = async (name: string) => (await stand.signedIn(name, reviewerUrl)).cookieFor(reviewerUrl);
    expect(await status()).toBe(401);
    expect(await status({ cookie: await cookieOf('ana') })).toBe(403);
    expect(await status({ cookie: await cookieOf('clara') })).toBe(200);
    expect(await status({ cookie: await cookieOf('elis') })).toBe(200);
    expect(await status({ cookie: (await stand.signedIn('clara')).cookieFor(url) })).toBe(401);
    const asset = await get(`${reviewerUrl}/reviewer/assets/console-B1a_C-d4.js`, { cookie: await cookieOf('davi') });
    expect(asset.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect((await get(`${reviewerUrl}/integrator/mf-manifest.json`)).status).toBe(404);
  });
});

describe('the page of a console', () => {
  const toldBy = (html: string) => {
    const [, told = ''] = /<script type="application\/json" id="console">(.*?)<\/script>/s.exec(html) ?? [];
    return JSON.parse(told);
  };

  it('has in it what the shell would ask for first, and names the files of the console', async () => {
    const html = await (await get(`${url}/solicitacoes`, { accept: 'text/html' })).text();
    expect(toldBy(html)).toMatchObject({
      name: 'integrator',
      entry: '/integrator/mf-manifest.json',
      manifest: {
        metaData: { publicPath: '/integrator/' },
        builtAgainst: { contract: 1, uses: { react: ['</script>'] } },
      },
    });
    expect(html).toContain('<link rel="modulepreload" href="/integrator/remoteEntry.js">');
    expect(html).toContain('<link rel="modulepreload" href="/integrator/assets/console-B1a_C-d4.js">');
    expect(html).not.toContain('later-B1a_C-d4');
  });

  it('says nothing of the reviewers’ files but where they are', async () => {
    const html = await (await get(`${reviewerUrl}/`, { accept: 'text/html' })).text();
    expect(toldBy(html)).toEqual({ name: 'reviewer', entry: '/reviewer/mf-manifest.json' });
    expect(html).not.toContain('remoteEntry.js');
  });

  it('is asked for anew each time, and sent only where it changed', async () => {
    const first = await get(`${url}/`);
    const again = await get(`${url}/`, { 'if-none-match': first.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('takes a console from elsewhere where it is told to, and lets its scripts run', async () => {
    const integrator = 'https://console.example/v2/mf-manifest.json';
    await using other = await startTestGateway({
      config: {
        consoles: stand.config.consoles,
        consoleRemotes: { integrator, reviewer: '/reviewer/mf-manifest.json' },
      },
    });
    const page = await get(`${other.gateway.url}/`);
    expect(toldBy(await page.text())).toEqual({ name: 'integrator', entry: integrator });
    expect(await (await get(`${other.gateway.url}/console.json`)).json()).toEqual({
      name: 'integrator',
      entry: integrator,
    });
    const policy = page.headers.get('content-security-policy') ?? '';
    for (const kind of ['script-src', 'style-src', 'connect-src']) {
      expect(policy).toContain(`${kind} 'self' https://console.example`);
    }
    const reviewers = (await get(`${other.gateway.reviewerUrl}/`)).headers.get('content-security-policy');
    expect(reviewers).not.toContain('console.example');
  });
});

describe('GraphiQL', () => {
  it('is what a browser sees at /graphql, and no program', async () => {
    const page = await get(`${url}/graphql`, { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect(await page.text()).toContain('GraphiQL');
    expect(page.headers.get('content-security-policy')).toContain("style-src 'self' 'unsafe-inline'");
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self';");
    expect((await get(`${url}/graphql?query={portfolios{slug}}`, { accept: '*/*' })).status).toBe(200);
    expect((await get(`${url}/graphql?query={portfolios{slug}}`, { accept: 'application/json' })).status).toBe(200);
  });
});

describe('security headers', () => {
  it('stand on pages and answers alike', async () => {
    for (const path of ['/', '/login', '/gone.js']) {
      const { headers } = await get(`${url}${path}`);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("require-trusted-types-for 'script';trusted-types default");
      expect(policy).toContain(`ws://localhost:${new URL(url).port}`);
      expect(policy).not.toMatch(/unsafe|\*/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('are few on what pages are made of, and still hold a worker', async () => {
    for (const path of ['/assets/index-D5knopwT.js', '/integrator/remoteEntry.js', '/console.json']) {
      const { headers } = await get(`${url}${path}`);
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none';script-src 'self';connect-src 'self';base-uri 'none';frame-ancestors 'none'",
      );
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBeNull();
    }
    const page = await get(`${url}/somewhere/assets/else`, { accept: 'text/html' });
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('let a browser do nothing with an answer of the graph', async () => {
    const { headers } = await get(`${url}/graphql?query={portfolios{slug}}`);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('ask for https where the public origin has it, with cookies to match', async () => {
    await using secure = await startTestGateway({
      config: { publicOrigin: 'https://portal.example', secureCookies: true },
    });
    const page = await get(`${secure.gateway.url}/`);
    expect(page.headers.get('content-security-policy')).toContain('wss://portal.example');
    for (const { headers } of [page, await get(`${secure.gateway.url}/console.json`)]) {
      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
    }
    const login = await get(`${secure.gateway.url}/login?as=ana`);
    const cookie = login.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-portal_sign_in_\S+; .*Path=\/; HttpOnly; Secure; SameSite=Lax$/);
  });
});

describe('a file that a new build took away', () => {
  it('ends its own answer and nothing else', async () => {
    await writeFile(join(integratorFolder, 'gone.js'), SCRIPT);
    await using gateway = await startTestGateway({
      config: { consoles: { shell: integratorFolder, integrator: integratorFolder, reviewer: integratorFolder } },
    });
    await rm(join(integratorFolder, 'gone.js'));
    await expect(
      get(`${gateway.gateway.url}/integrator/gone.js`).then((response) => response.text()),
    ).rejects.toThrow();
    expect((await get(`${gateway.gateway.url}/integrator/remoteEntry.js`)).status).toBe(200);
  });
});

describe('what is asked of a running gateway', () => {
  it('is answered without a session', async () => {
    expect((await get(`${url}/healthz`)).status).toBe(200);
    expect((await get(`${url}/readyz`)).status).toBe(200);
  });

  it('is told of its metrics at an address that is no listener', async () => {
    for (const listener of [url, reviewerUrl]) {
      expect(await (await get(`${listener}/metrics`)).text()).not.toContain('process_cpu_seconds_total');
    }
    expect(await (await get(`${stand.gateway.metricsUrl}/metrics`)).text()).toContain('process_cpu_seconds_total');
    expect((await get(`${stand.gateway.metricsUrl}/`)).status).toBe(404);
  });
});
