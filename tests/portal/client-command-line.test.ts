import { readFile, stat } from 'node:fs/promises';
import { formatAccessToken } from '@portal/domain';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { aPdf, aPng } from './evidence-files.ts';
import { InstalledClient, tokenFor } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { askForToken } from './machine.ts';
import { overReport } from './over-report.ts';
import { Person, portalUrl } from './person.ts';
import { type AccessRequest, homologationCredential, requestIn } from './stages.ts';

const SOON = { timeout: 20_000, interval: 20 };

let client: InstalledClient;
let ana: Person;
let clara: Person;
let token: string;
let env: Record<string, string>;
beforeAll(async () => {
  [client, ana, clara] = await Promise.all([InstalledClient.install(), Person.signIn('ana'), Person.signIn('clara')]);
  token = await tokenFor(ana);
  env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: token };
});
afterAll(() => client[Symbol.asyncDispose]());

const cast = () => ({ owner: ana, reviewer: clara });

/** The JSON of a command that has to succeed. */
async function json<Result>(...args: string[]): Promise<Result> {
  const { code, stdout, stderr } = await client.portal([...args, '--json'], { env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Result;
}

describe('portal login', () => {
  const url = () => ({ PORTAL_URL: portalUrl() });

  test('takes the token from a pipe, and keeps it for its user alone', async () => {
    const { code, stdout, stderr } = await client.portal(['login'], { env: url(), input: `${token}\n` });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Você entrou em http:\S+ como Ana/);
    expect(stdout).not.toContain(token);
    const path = client.path('config/portal-servicos/login.json');
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe('600');
    expect(((await stat(client.path('config/portal-servicos'))).mode & 0o777).toString(8)).toBe('700');
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ url: portalUrl(), token });

    const who = await client.portal(['whoami']);
    expect(who).toMatchObject({ code: 0, stdout: expect.stringMatching(/^Ana .*conta gov\.br Ouro\n$/) });
    // A stored token goes to its own portal and to no other.
    expect((await client.portal(['whoami', '--url', 'http://127.0.0.1:9'])).code).toBe(77);

    expect((await client.portal(['logout'])).code).toBe(0);
    await expect(stat(path)).rejects.toThrow('ENOENT');
    expect(await client.portal(['whoami', '--url', portalUrl()])).toMatchObject({
      code: 77,
      stderr: expect.stringContaining('portal login'),
    });
  });

  test('takes it from a file', async () => {
    const path = await client.file('token.txt', `${token}\n`);
    expect((await client.portal(['login', '--token-file', path], { env: url() })).code).toBe(0);
    expect((await client.portal(['logout'])).code).toBe(0);
    expect((await client.portal(['login', '--token-file', client.path('nada')], { env: url() })).code).toBe(66);
  });

  test('tells a mistyped token without asking, and one that nobody issued by asking', async () => {
    const mistyped = `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`;
    expect(
      await client.portal(['login'], { env: { PORTAL_URL: 'http://127.0.0.1:9' }, input: mistyped }),
    ).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('Confira se ele foi copiado por inteiro'),
    });
    const unknown = formatAccessToken('A'.repeat(30));
    const { code, stderr } = await client.portal(['login', '--json'], { env: url(), input: unknown });
    expect(code).toBe(77);
    expect(JSON.parse(stderr).error.code).toBe('UNAUTHENTICATED');
    expect(stderr).not.toContain(unknown);
  });
});

describe('portal requests', () => {
  test('list, show and cancel, as text and as JSON', async () => {
    const { protocol, id } = await requestIn('SUBMITTED', cast());
    const listed = await json<{ protocol: string; state: string }[]>(
      'requests',
      'list',
      '--state',
      'submitted',
      '--limit',
      '100',
    );
    expect(listed).toContainEqual(expect.objectContaining({ protocol, state: 'SUBMITTED' }));
    expect(new Set(listed.map(({ state }) => state))).toEqual(new Set(['SUBMITTED']));
    const asText = await client.portal(['requests', 'list', '--text', protocol], { env });
    expect(asText.stdout).toMatch(new RegExp(`^Protocolo +Estado .*\\n${protocol}  Enviada +Homologação `));

    expect(await json('requests', 'show', protocol)).toMatchObject({
      id,
      protocol,
      state: 'SUBMITTED',
      history: expect.any(Array),
    });
    const shown = await client.portal(['requests', 'show', protocol.replaceAll('-', '')], { env });
    expect(shown.stdout).toMatch(
      new RegExp(`^${protocol} · Enviada · Homologação · .*\\n  Estabelecimento: .*\\(2337991\\)`),
    );
    expect(shown.stdout).not.toContain('\u001b');

    expect(await json('requests', 'cancel', protocol)).toMatchObject({ protocol, state: 'CANCELLED' });
    const again = await client.portal(['requests', 'cancel', protocol], { env });
    expect(again).toMatchObject({ code: 65, stdout: '', stderr: expect.stringMatching(/^[A-ZÀ-Ý].*\.\n$/) });
  });

  test('of another, mistyped, or of a token that may not: each has its exit code', async () => {
    const { protocol } = await requestIn('DRAFT', { owner: await Person.signIn('bruno'), reviewer: clara });
    expect((await client.portal(['requests', 'show', protocol], { env })).code).toBe(66);
    const mistyped = protocol.replace(/.$/, (digit) => String((Number(digit) + 1) % 10));
    expect((await client.portal(['requests', 'show', mistyped], { env })).code).toBe(64);
    expect((await client.portal(['requests', 'show'], { env })).code).toBe(64);
    expect((await client.portal(['requests', 'list', '--state', 'pronta'], { env })).code).toBe(64);
    const narrow = (await askForToken(ana, { scopes: ['catalogue:read'] })).token ?? '';
    const refused = await client.portal(['requests', 'list', '--json'], { env: { ...env, PORTAL_TOKEN: narrow } });
    expect({ code: refused.code, error: JSON.parse(refused.stderr).error.code }).toEqual({
      code: 77,
      error: 'FORBIDDEN',
    });
  });

  test('of a portal that is not there: 69', async () => {
    const { code, stderr } = await client.portal(['requests', 'list'], {
      env: { ...env, PORTAL_URL: 'http://127.0.0.1:9' },
    });
    expect({ code, stderr }).toEqual({
      code: 69,
      stderr: 'Não foi possível falar com o portal. Confira o endereço e a rede.\n',
    });
  });
});

test('messages are sent with their files, listed, followed and marked as read, each as far as the token goes', async () => {
  const { protocol, id } = await requestIn('IN_REVIEW', cast());
  const after = await changesCursor(ana);
  const watching = client.startPortal(['messages', 'watch', protocol, '--after', after, '--json'], env);
  const path = await client.file('tela.png', aPng());
  const text = 'O certificado novo está anexado.';
  const sent = await json<{ messageId: string }>('messages', 'send', protocol, '--text', text, '--attach', path);
  expect(sent).toMatchObject({ own: true, side: 'INTEGRATOR', text, attachments: [{ fileName: 'tela.png' }] });
  const write = `mutation ($input: WriteAccessRequestMessageInput!) {
    writeAccessRequestMessage(input: $input) { message { messageId } problems { message } } }`;
  const answered = { message: { messageId: expect.any(String) }, problems: [] };
  expect(await clara.get(write, { input: { id, text: 'Recebido.' } })).toEqual({ writeAccessRequestMessage: answered });
  await vi.waitUntil(() => watching.wrote().includes('Recebido.'), SOON);
  watching.process.kill('SIGINT');
  await watching.ended;

  const listed = await client.portal(['messages', 'list', protocol], { env });
  expect(listed.stdout).toMatch(
    /Equipe de análise\)\nRecebido\.\n\n.*\(Integrador\)\nO certificado.*\n {2}tela\.png \(/,
  );
  expect(await json('messages', 'read', protocol)).toMatchObject({ protocol, unreadMessages: 0 });
  const piped = await client.portal(['messages', 'send', protocol], { env, input: 'Obrigada.\n' });
  expect(piped).toMatchObject({ code: 0, stdout: expect.stringContaining('Obrigada.') });

  const send = (...args: string[]) => client.portal(['messages', 'send', protocol, ...args], { env });
  expect((await send('--text', 'O CPF é 529.982.247-25.')).code).toBe(65);
  expect((await send('--text', 'x', '--attach', client.path('nada.pdf'))).code).toBe(66);
  const reading = (await askForToken(ana, { scopes: ['catalogue:read', 'requests:read'] })).token ?? '';
  const narrow = { env: { ...env, PORTAL_TOKEN: reading } };
  expect((await client.portal(['messages', 'list', protocol], narrow)).code).toBe(0);
  expect((await client.portal(['messages', 'send', protocol, '--text', text], narrow)).code).toBe(77);
});

test('teams are listed and shown to who is in them', async () => {
  await requestIn('DRAFT', cast());
  const teams = await json<{ id: string; viewerRole: string }[]>('teams', 'list');
  const team = teams.find(({ viewerRole }) => viewerRole === 'GESTOR');
  const shown = await client.portal(['teams', 'show', team?.id ?? ''], { env });
  expect(shown.stdout).toMatch(/Nome +Papel +Desde +E-mail\nAna .* Gestor/);
  const bruno = { env: { ...env, PORTAL_TOKEN: await tokenFor(await Person.signIn('bruno')) } };
  for (const id of [team?.id ?? '', 'nada']) {
    expect((await client.portal(['teams', 'show', id], bruno)).code).toBe(66);
  }
});

test('production is asked for from a homologation credential, with evidence', async () => {
  const credentialId = await homologationCredential(cast());
  const { credential } = await ana.get<{ credential: { requesterIdentifier: string } }>(
    'query ($id: ID!) { credential(id: $id) { requesterIdentifier } }',
    { id: credentialId },
  );
  const draft = await json<AccessRequest>('production', 'request', credential.requesterIdentifier);
  expect(draft).toMatchObject({ state: 'DRAFT', environment: 'PRODUCTION' });
  const again = await client.portal(['production', 'request', credentialId, '--json'], { env });
  expect(again.code).toBe(65);
  expect(JSON.parse(again.stderr).error).toMatchObject({
    code: 'DUPLICATE',
    accessRequest: { protocol: draft.protocol },
  });
  expect((await client.portal(['production', 'request', '0'], { env })).code).toBe(66);

  // Nothing is sent unless all can be.
  const [pdf, png, script] = await Promise.all([
    client.file('bundle.pdf', aPdf()),
    client.file('tela.png', aPng()),
    client.file('script.png', '#!/bin/sh\n'),
  ]);
  const wrong = await client.portal(['evidence', 'upload', draft.protocol, pdf, script], { env });
  expect(wrong).toMatchObject({ code: 65, stderr: expect.stringContaining('script.png: Envie um PDF ou PNG.') });
  expect(await json('requests', 'show', draft.protocol)).toMatchObject({ evidence: [] });

  const sent = await json<{ id: string; fileName: string }[]>('evidence', 'upload', draft.protocol, pdf, png);
  expect(sent.map(({ fileName }) => fileName)).toEqual(['bundle.pdf', 'tela.png']);
  // The same bytes again are the evidence that is there.
  const same = await client.portal(['evidence', 'upload', draft.protocol, pdf], { env });
  expect(same).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^Enviado: bundle\.pdf \(\d+ bytes\)\n$/),
    stderr: expect.stringMatching(/^Enviando bundle\.pdf \(\d+ bytes\)…\n$/),
  });
  const unknown = await client.portal(['evidence', 'upload', draft.protocol, pdf, '--requirement', 'NADA'], { env });
  expect(unknown.code).toBe(65);

  // A report that has had its time is said by its name, and does not go along.
  const over = await overReport(credentialId, sent[0]?.id ?? '');
  const refused = await client.portal(['requests', 'submit', draft.protocol], { env });
  expect(refused).toMatchObject({ code: 65, stdout: '' });
  expect(refused.stderr).toMatch(/^bundle\.pdf: este relatório de conformidade venceu em .*só remova este arquivo/);
  const asJson = await client.portal(['requests', 'submit', draft.protocol, '--json'], { env });
  expect(JSON.parse(asJson.stderr).error).toMatchObject({
    code: 'EXPIRED',
    problems: [{ code: 'EXPIRED', path: ['evidence', sent[0]?.id] }],
  });
  await over.countsAgain();
  expect(await json('requests', 'submit', draft.protocol)).toMatchObject({ state: 'SUBMITTED' });
});
