import { readFile, stat } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { InstalledClient } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { Person, portalUrl } from './person.ts';
import { drawSecret, type RegisteredSystem, registeredSystem } from './registered-system.ts';

const SOON = { timeout: 20_000, interval: 20 };

let client: InstalledClient;
let ana: Person;
let clara: Person;
let system: RegisteredSystem;
let keyFile: string;
beforeAll(async () => {
  [client, ana, clara] = await Promise.all([InstalledClient.install(), Person.signIn('ana'), Person.signIn('clara')]);
  system = await registeredSystem({ owner: ana, reviewer: clara });
  // As openssl wrote it for years: SEC 1, not PKCS #8.
  keyFile = await client.file('chave.pem', system.key.export({ type: 'sec1', format: 'pem' }).toString());
});
afterAll(() => client[Symbol.asyncDispose]());

const url = () => ({ PORTAL_URL: portalUrl() });
const stored = async () => JSON.parse(await readFile(client.path('config/portal-servicos/login.json'), 'utf8'));

/** A program of a registered system: asks, and hears live, with its certificate's key and no secret. */
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import * as api from '@portal-servicos/client';
  const { PORTAL_URL: url, CLIENT_ID: clientId, REQUEST: id, AFTER: after } = process.env;
  const token = (privateKey) => api.clientCredentials({ url, clientId, privateKey });
  const portal = api.createPortalClient({ url, token: token(readFileSync('pkcs8.pem', 'utf8')) });
  const { accessRequest } = await portal.request(api.AccessRequestDocument, { id });
  console.log('request', accessRequest.protocol, accessRequest.state);
  for await (const { accessRequestChanged: { event } } of portal.subscribe(api.AccessRequestChangedDocument, { id, after })) {
    console.log('event', event.action);
    if (event.action === 'APPROVE') break;
  }
  const jwk = JSON.parse(readFileSync('chave.jwk', 'utf8'));
  const { credentials } = await api.createPortalClient({ url, token: token(jwk) }).request(api.CredentialsDocument);
  console.log('credentials', credentials.edges.map(({ node }) => node.clientId));
  const other = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const wrong = token(await crypto.subtle.exportKey('jwk', other.privateKey));
  await api.createPortalClient({ url, token: wrong }).request(api.PortfoliosDocument)
    .catch((error) => console.log(error.name, error.code));
`;

test('a program proves the key of its certificate, and sends no secret', async () => {
  const after = await changesCursor(ana);
  const { clientId, requestId, key } = await registeredSystem({ owner: ana, reviewer: clara });
  await client.file('pkcs8.pem', key.export({ type: 'pkcs8', format: 'pem' }).toString());
  await client.file('chave.jwk', JSON.stringify(key.export({ format: 'jwk' })));
  await client.file('key.mjs', PROGRAM);
  const env = { ...url(), CLIENT_ID: clientId, REQUEST: requestId, AFTER: after };
  const { stdout, stderr } = await client.start('key.mjs', [], env).ended;
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    expect.stringMatching(/^request \S+ APPROVED$/),
    ...['CREATE', 'SUBMIT', 'CLAIM', 'APPROVE'].map((action) => `event ${action}`),
    `credentials [ '${clientId}' ]`,
    'OAuthError invalid_client',
  ]);
});

describe('portal login, as a system', () => {
  test('by its secret, from a pipe', async () => {
    const login = ['login', '--client-id', system.clientId, '--client-secret-stdin'];
    const { code, stdout, stderr } = await client.portal(login, { env: url(), input: `${system.secret}\n` });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`identificador do solicitante ${system.requesterIdentifier}`);
    expect(stdout).not.toContain(system.secret);
    const path = client.path('config/portal-servicos/login.json');
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
    expect(await stored()).toEqual({ url: portalUrl(), clientId: system.clientId, clientSecret: system.secret });

    const listed = await client.portal(['credentials', 'list', '--json']);
    expect(JSON.parse(listed.stdout).map(({ clientId }: { clientId: string }) => clientId)).toEqual([system.clientId]);
    const { stdout: shown } = await client.portal(['credentials', 'show', system.requesterIdentifier]);
    expect(shown).toMatch(new RegExp(`^${system.requesterIdentifier} · Ativa · Homologação · RNDS`));
    expect(shown).not.toContain(system.secret);
    // A system's token writes nothing else.
    expect(await client.portal(['webhooks', 'list'])).toMatchObject({
      code: 77,
      stderr: expect.stringMatching(/\.\n$/),
    });
  });

  test('whose secret is rotated goes on with the new one', async () => {
    const rotate = ['credentials', 'rotate-secret', system.clientId, '--overlap-hours', '0'];
    const { code, stdout, stderr } = await client.portal(rotate);
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('foi trocado também') });
    expect(stdout).toMatch(/^\S{20,}\n$/);
    system.secret = stdout.trim();
    expect(await stored()).toMatchObject({ clientSecret: system.secret });
    expect((await client.portal(['whoami', '--json'])).stdout).toContain('"kind":"system"');
    // Another's rotation is not known here.
    system.secret = await drawSecret(ana, system.credentialId, 0);
    expect(await client.portal(['whoami'])).toMatchObject({ code: 77, stderr: expect.stringContaining('segredo') });
  });

  test("by its certificate's key, of which the path alone is kept", async () => {
    const login = ['login', '--client-id', system.clientId, '--private-key-file', 'chave.pem'];
    expect((await client.portal(login, { env: url() })).code).toBe(0);
    expect(await stored()).toEqual({ url: portalUrl(), clientId: system.clientId, privateKeyFile: keyFile });
    expect(JSON.parse((await client.portal(['whoami', '--json'])).stdout)).toMatchObject({
      kind: 'system',
      clientId: system.clientId,
    });
    expect((await client.portal(['logout'])).code).toBe(0);
  });

  test('without a login, by the environment', async () => {
    const asKey = { ...url(), PORTAL_CLIENT_ID: system.clientId, PORTAL_PRIVATE_KEY_FILE: keyFile };
    expect((await client.portal(['whoami'], { env: asKey })).code).toBe(0);
    const asSecret = { ...url(), PORTAL_CLIENT_ID: system.clientId, PORTAL_CLIENT_SECRET: system.secret };
    expect((await client.portal(['whoami'], { env: asSecret })).code).toBe(0);
  });

  test.each<[string, string[], Record<string, string>, number, string]>([
    ['without a secret', ['login', '--client-id', 'x'], {}, 64, '--client-secret-stdin'],
    ['without its clientId', ['login', '--client-secret-stdin'], {}, 64, '--client-id'],
    ['half in the environment', ['whoami'], { PORTAL_CLIENT_ID: 'x' }, 64, 'PORTAL_PRIVATE_KEY_FILE'],
    ['with no key in its file', ['login', '--client-id', 'x', '--private-key-file', 'package.json'], {}, 64, 'openssl'],
    ['without its file', ['login', '--client-id', 'x', '--private-key-file', 'nada.pem'], {}, 66, 'nada.pem'],
    [
      'that nobody knows',
      ['login', '--client-id', 'x', '--private-key-file', 'chave.pem'],
      {},
      77,
      'Cliente desconhecido',
    ],
  ])('%s: told in Portuguese', async (_what, args, env, code, told) => {
    await client.file('package.json', '{}');
    expect(await client.portal(args, { env: { ...url(), ...env } })).toMatchObject({
      code,
      stdout: '',
      stderr: expect.stringContaining(told),
    });
  });

  test('hears of its credential live', async () => {
    const env = { ...url(), PORTAL_CLIENT_ID: system.clientId, PORTAL_PRIVATE_KEY_FILE: keyFile };
    const after = await changesCursor(ana);
    const watching = client.startPortal(['watch', '--credentials', '--after', after, '--json'], env);
    await drawSecret(ana, system.credentialId, 0);
    await vi.waitUntil(() => watching.wrote().includes('\n'), SOON);
    watching.process.kill('SIGINT');
    const { stdout, stderr } = await watching.ended;
    expect(stderr).toBe('');
    expect(JSON.parse(stdout.split('\n')[0] ?? '')).toMatchObject({
      cursor: expect.any(String),
      credential: { clientId: system.clientId, state: 'ACTIVE' },
    });
  });
});
