import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { OAuthError } from './errors.ts';
import { AccessRequestChangedDocument, ChangesCursorDocument } from './gql/graphql.ts';
import { createPortalClient } from './portal-client.ts';
import { PortalStub } from './testing/portal-stub.ts';
import { clientCredentials } from './tokens.ts';

let stub: PortalStub;
let issued: number;
beforeEach(async () => {
  stub = await PortalStub.start();
  issued = 0;
  stub.other = () => ({
    status: 200,
    body: { access_token: `t${++issued}`, token_type: 'Bearer', expires_in: 1_800 },
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await stub[Symbol.asyncDispose]();
});

const credentials = () => clientCredentials({ url: stub.url, clientId: 'sistema:1', clientSecret: 'só meu+' });

describe('client credentials', () => {
  test('are sent as RFC 6749 says, encoded', async () => {
    expect(await credentials().token()).toBe('t1');
    const [{ path, headers, body } = { path: '', headers: {}, body: '' }] = stub.received;
    expect([path, body]).toEqual(['/oauth/token', 'grant_type=client_credentials']);
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    const basic = Buffer.from(headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString();
    expect(basic).toBe('sistema%3A1:s%C3%B3+meu%2B');
  });

  test('draw one token for calls at once, and the next a minute before the end', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const tokens = credentials();
    expect(await Promise.all([tokens.token(), tokens.token(), tokens.token()])).toEqual(['t1', 't1', 't1']);
    vi.setSystemTime(Date.now() + 1_739_000);
    expect(await tokens.token()).toBe('t1');
    vi.setSystemTime(Date.now() + 2_000);
    expect(await Promise.all([tokens.token(), tokens.token()])).toEqual(['t2', 't2']);
    expect(issued).toBe(2);
  });

  test('draw again after a failure, and wait where the portal asks for it', async () => {
    const tokens = credentials();
    stub.next.push({ status: 429, headers: { 'retry-after': '0' } });
    expect(await tokens.token()).toBe('t1');
    expect(stub.received).toHaveLength(2);
  });

  test('that are wrong are told by their code', async () => {
    const tokens = credentials();
    stub.next.push({ status: 401, body: { error: 'invalid_client', error_description: 'Segredo errado.' } });
    const failure = await tokens.token().catch((cause: unknown) => cause);
    expect(failure).toBeInstanceOf(OAuthError);
    expect(failure).toMatchObject({ code: 'invalid_client', message: 'Segredo errado.' });
    expect(String(failure)).not.toContain('só meu');
    expect(await tokens.token()).toBe('t1');
  });

  test('wait where too many secrets were wrong, which is no word about this one', async () => {
    const body = { error: 'temporarily_unavailable', error_description: 'Muitas tentativas.' };
    stub.next.push({ status: 429, headers: { 'retry-after': '0' }, body });
    expect(await credentials().token()).toBe('t1');
  });

  test('draw one other token for all the calls whose token was refused at once', async () => {
    const portal = createPortalClient({ url: stub.url, token: credentials() });
    await portal.request(ChangesCursorDocument);
    stub.accepts = (authorization) => authorization !== 'Bearer t1';
    await Promise.all([1, 2, 3].map(() => portal.request(ChangesCursorDocument)));
    expect(issued).toBe(2);
    const asked = stub.received.filter(({ path }) => path === '/graphql').map(({ headers }) => headers.authorization);
    expect(asked.sort()).toEqual([...Array(4).fill('Bearer t1'), ...Array(3).fill('Bearer t2')]);
  });

  test('draw another token, once, for one that was revoked', async () => {
    const portal = createPortalClient({ url: stub.url, token: credentials() });
    await portal.request(ChangesCursorDocument);
    stub.next.push({ status: 401, body: { errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] } });
    expect(await portal.request(ChangesCursorDocument)).toEqual({ changesCursor: 'c0' });
    expect(
      stub.received.map(({ headers }) => headers.authorization).filter((one) => one?.startsWith('Bearer')),
    ).toEqual(['Bearer t1', 'Bearer t1', 'Bearer t2']);
    const refused = { status: 401, body: { errors: [{ message: 'x', extensions: { code: 'UNAUTHENTICATED' } }] } };
    // The call, the token, the call.
    stub.next.push(refused, undefined, refused);
    await expect(portal.request(ChangesCursorDocument)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('take a line up again with the next token when its own has ended', async () => {
    const portal = createPortalClient({ url: stub.url, token: credentials() });
    const changes = portal.subscribe(AccessRequestChangedDocument, { after: 'c0' });
    stub.tell(1);
    await changes.next();
    await stub.drop(4403);
    stub.tell(1);
    expect((await changes.next()).value?.accessRequestChanged.cursor).toBe('c2');
    await changes.return?.();
    expect([stub.connections, stub.afters]).toEqual([
      ['Bearer t1', 'Bearer t2'],
      ['c0', 'c1'],
    ]);
  });

  test('open a live line, and another one with the next token when the first is refused', async () => {
    const portal = createPortalClient({ url: stub.url, token: credentials() });
    stub.accepts = (authorization) => authorization !== 'Bearer t1';
    const changes = portal.subscribe(AccessRequestChangedDocument, { after: 'c0' });
    stub.tell(1);
    expect((await changes.next()).value?.accessRequestChanged.cursor).toBe('c1');
    await changes.return?.();
    expect(stub.connections).toEqual(['Bearer t1', 'Bearer t2']);
  });
});

test('a personal access token that is refused is an error at once', async () => {
  const portal = createPortalClient({ url: stub.url, token: 'pds_x' });
  stub.accepts = () => false;
  await expect(portal.subscribe(AccessRequestChangedDocument, { after: 'c0' }).next()).rejects.toMatchObject({
    name: 'ConnectionError',
    closeCode: 4403,
  });
  expect(stub.connections).toEqual(['Bearer pds_x']);
});
