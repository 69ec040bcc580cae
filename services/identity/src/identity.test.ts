import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { describe, expect, it } from 'vitest';
import { readIdentityConfig } from './config.ts';
import { startIdentity } from './identity.ts';
import { PEOPLE } from './people.ts';

const client = { id: 'portal', secret: 'of-a-test', redirectUris: ['http://localhost:4000/callback'] };

/** A browser that keeps cookies by name and path, and stops at the redirect back to the portal. */
function browser() {
  const jar = new Map<string, { value: string; path: string }>();
  return async (url: string, init: RequestInit = {}) => {
    const { pathname } = new URL(url);
    const cookie = [...jar].flatMap(([name, { value, path }]) =>
      pathname.startsWith(path) ? [`${name}=${value}`] : [],
    );
    const response = await fetch(url, { redirect: 'manual', ...init, headers: { cookie: cookie.join('; ') } });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /path=([^;]+)/i.exec(line)?.[1] ?? '/';
      if (value) jar.set(name, { value, path });
      else jar.delete(name);
    }
    return Object.assign(response, { cookiesLeft: () => jar.size });
  };
}

function authorizationUrl(issuer: string, parameters: Record<string, string> = {}) {
  const verifier = randomBytes(32).toString('base64url');
  const url = new URL('/auth', issuer);
  url.search = new URLSearchParams({
    client_id: client.id,
    redirect_uri: client.redirectUris[0] ?? '',
    response_type: 'code',
    scope: 'openid',
    state: 'a-state',
    nonce: 'a-nonce',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...parameters,
  }).toString();
  return { url: url.href, verifier };
}

async function follow(visit: ReturnType<typeof browser>, start: string) {
  let response = await visit(start);
  let url = start;
  while (response.status === 302 || response.status === 303) {
    url = new URL(response.headers.get('location') ?? '', url).href;
    if (url.startsWith(client.redirectUris[0] ?? '')) return { url, response };
    response = await visit(url);
  }
  return { url, response };
}

async function redeem(issuer: string, callback: string, verifier: string) {
  const response = await fetch(new URL('/token', issuer), {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: new URL(callback).searchParams.get('code') ?? '',
      redirect_uri: client.redirectUris[0] ?? '',
      code_verifier: verifier,
    }),
  });
  const { id_token: idToken } = (await response.json()) as { id_token: string };
  const { payload } = await jwtVerify(idToken, createRemoteJWKSet(new URL('/jwks', issuer)), {
    issuer,
    audience: client.id,
  });
  return payload;
}

describe('the local issuer', () => {
  it('signs in whom login_hint names, without a page, and anew each time', async () => {
    await using identity = await startIdentity({ port: 0, client });
    const visit = browser();
    for (const name of ['ana', 'bruno', 'fabio']) {
      const { url, verifier } = authorizationUrl(identity.url, { login_hint: name });
      const end = await follow(visit, url);
      const claims = await redeem(identity.url, end.url, verifier);
      const { sub, name: fullName, email, assurance } = PEOPLE[name] ?? {};
      expect(claims).toMatchObject({ sub, name: fullName, email, assurance, nonce: 'a-nonce' });
    }
  });

  it('leaves no cookies piling up', async () => {
    await using identity = await startIdentity({ port: 0, client });
    const visit = browser();
    const left: number[] = [];
    for (const name of ['ana', 'clara', 'davi']) {
      const { response } = await follow(visit, authorizationUrl(identity.url, { login_hint: name }).url);
      left.push((response as Awaited<ReturnType<typeof visit>>).cookiesLeft());
    }
    expect(new Set(left).size).toBe(1);
  });

  it('shows a page of the six people where nobody is named, and takes the choice', async () => {
    await using identity = await startIdentity({ port: 0, client });
    const visit = browser();
    const { url, verifier } = authorizationUrl(identity.url, { login_hint: 'toString' });
    const shown = await follow(visit, url);
    expect(shown.response.status).toBe(200);
    expect(shown.response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const html = await shown.response.text();
    expect(html).toContain('<html lang="pt-BR">');
    for (const [key, { name }] of Object.entries(PEOPLE)) {
      expect(html).toContain(`value="${key}"`);
      expect(html).toContain(name);
    }
    const chosen = await visit(shown.url, { method: 'POST', body: new URLSearchParams({ person: 'elis' }) });
    const end = await follow(visit, new URL(chosen.headers.get('location') ?? '', shown.url).href);
    expect(await redeem(identity.url, end.url, verifier)).toMatchObject({ name: 'Elis Prado', assurance: 'gold' });
  });

  it('tells in Portuguese that an entry is over, and sends nobody to an address it does not know', async () => {
    await using identity = await startIdentity({ port: 0, client });
    const gone = await fetch(new URL('/interaction/gone', identity.url));
    expect(gone.status).toBe(400);
    expect(await gone.text()).toContain('entre de novo');
    const elsewhere = authorizationUrl(identity.url, { redirect_uri: 'http://evil.example/callback' });
    const refused = await fetch(elsewhere.url, { redirect: 'manual' });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('location')).toBeNull();
  });

  it('keeps its keys between two starts, for its owner alone to read', async () => {
    const keyFile = join(await mkdtemp(join(tmpdir(), 'identity-')), 'kept', 'keys.json');
    const jwksOf = async () => {
      await using identity = await startIdentity({ port: 0, client, keyFile });
      return (await fetch(new URL('/jwks', identity.url))).json();
    };
    expect(await jwksOf()).toEqual(await jwksOf());
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(await readFile(keyFile, 'utf8')).toContain('"jwks"');
  });

  it('says which port is taken', async () => {
    await using identity = await startIdentity({ port: 0, client });
    const port = Number(new URL(identity.url).port);
    await expect(startIdentity({ port, client })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('its configuration', () => {
  it('refuses a production environment', () => {
    expect(() => readIdentityConfig({ NODE_ENV: 'production' })).toThrow(/NODE_ENV is production/);
  });

  it('registers both consoles by both names of the machine', () => {
    expect(readIdentityConfig({ PORT: '5000' })).toMatchObject({
      port: 5002,
      client: {
        redirectUris: [
          'http://localhost:5000/callback',
          'http://127.0.0.1:5000/callback',
          'http://localhost:5001/callback',
          'http://127.0.0.1:5001/callback',
        ],
      },
    });
  });

  it('takes the redirect addresses that it is told', () => {
    const { client } = readIdentityConfig({
      IDENTITY_REDIRECT_URIS: 'https://a.example/callback, https://b.example/callback',
    });
    expect(client.redirectUris).toEqual(['https://a.example/callback', 'https://b.example/callback']);
  });
});
