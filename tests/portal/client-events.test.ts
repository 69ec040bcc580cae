import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { InstalledClient, tokenFor } from './installed-client.ts';
import { changesCursor } from './line.ts';
import { Person, portalUrl } from './person.ts';
import { registeredSystem, renewedCertificate } from './registered-system.ts';
import { bring, requestIn } from './stages.ts';
import { Receiver } from './webhook-receiver.ts';

const SOON = { timeout: 20_000, interval: 20 };

let client: InstalledClient;
let ana: Person;
let clara: Person;
let env: Record<string, string>;
beforeAll(async () => {
  [client, ana, clara] = await Promise.all([InstalledClient.install(), Person.signIn('ana'), Person.signIn('clara')]);
  env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: await tokenFor(ana) };
});
afterAll(() => client[Symbol.asyncDispose]());

/** The command line, and the JSON of a command that has to succeed. */
function commandsWith(given: Record<string, string>) {
  const portal = (...args: string[]) => client.portal(args, { env: given });
  return {
    portal,
    async json<Result>(...args: string[]): Promise<Result> {
      const { code, stdout, stderr } = await portal(...args, '--json');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout) as Result;
    },
  };
}
const portal = (...args: string[]) => commandsWith(env).portal(...args);
const json = <Result>(...args: string[]) => commandsWith(env).json<Result>(...args);

interface Made {
  webhook: { id: string };
  secret: string;
}

test('portal webhooks: from making one to taking it away', async () => {
  await using receiver = await Receiver.start();
  // Of one whose credentials no other test lets run out: what arrives is all from here.
  const env = { PORTAL_URL: portalUrl(), PORTAL_TOKEN: await tokenFor(await Person.signIn('davi')) };
  const { portal, json } = commandsWith(env);
  const { webhook, secret } = await json<Made>('webhooks', 'create', receiver.url, '--event', 'credential.expired');
  const { id } = webhook;
  expect(await portal('webhooks', 'list')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      `${id} · Ativo · ${receiver.url}\n  De quem é: só seu\n  Eventos: credential.expired\n`,
    ),
  });

  expect(await portal('webhooks', 'test', id)).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Chegou: 204 \(\d+ ms\)\n$/),
  });
  const [ping] = receiver.got;
  expect(new Webhook(secret).verify(ping?.body ?? '', ping?.headers ?? {})).toMatchObject({ type: 'webhook.ping' });

  receiver.status = 500;
  expect(await portal('webhooks', 'test', id)).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(/^Não chegou: 500, O endereço respondeu com erro\. \(\d+ ms\)\n$/),
  });
  receiver.status = 204;
  const { deliveries } = await json<{ deliveries: { id: string; state: string; messageId: string }[] }>(
    'webhooks',
    'show',
    id,
  );
  expect(deliveries.map(({ state }) => state)).toEqual(['FAILED', 'DELIVERED']);
  expect((await portal('webhooks', 'replay', deliveries[0]?.id ?? '')).code).toBe(0);
  await vi.waitUntil(() => receiver.got.length === 3, SOON);
  expect(receiver.got[2]?.id).toBe(deliveries[0]?.messageId);
  const { stdout: shown } = await portal('webhooks', 'show', id);
  expect(shown).toMatch(/^Entrega +Situação +Evento +Quando +Resultado\n/m);
  expect(shown).not.toContain(secret);

  expect(await json('webhooks', 'delete', id)).toEqual({ deletedId: id });
  for (const verb of ['show', 'test', 'delete']) {
    expect(await portal('webhooks', verb, id)).toMatchObject({
      code: 66,
      stderr: expect.stringMatching(/^[^()]+\.\n$/),
    });
  }
  expect((await portal('webhooks', 'create', 'ftp://exemplo')).code).toBe(65);
  expect((await portal('webhooks', 'create', receiver.url, '--event', 'nada')).code).toBe(64);
});

test('portal webhooks create writes the secret, and nothing else, to stdout', async () => {
  await using receiver = await Receiver.start();
  const { stdout, stderr } = await portal('webhooks', 'create', receiver.url);
  expect(stdout).toMatch(/^whsec_\S+\n$/);
  const [, id = ''] = /portal webhooks test (\S+)\n$/.exec(stderr) ?? [];
  expect((await portal('webhooks', 'delete', id)).code).toBe(0);
});

describe('portal watch', () => {
  test('shows what changes, a line each, until it is interrupted', async () => {
    const after = await changesCursor(ana);
    const draft = await requestIn('DRAFT', { owner: ana, reviewer: clara });
    const watching = client.startPortal(['watch', draft.protocol, '--after', after, '--json'], env);
    const asText = client.startPortal(['watch', draft.protocol, '--after', after], env);
    await bring(draft, 'IN_REVIEW', { owner: ana, reviewer: clara });
    const lines = (running: typeof watching) => running.wrote().split('\n').slice(0, -1);
    await vi.waitUntil(() => [watching, asText].every((one) => lines(one).length >= 3), SOON);
    for (const one of [watching, asText]) one.process.kill('SIGINT');
    await Promise.all([watching.ended, asText.ended]);
    expect(lines(watching).map((line) => JSON.parse(line).event.action)).toEqual(['CREATE', 'SUBMIT', 'CLAIM']);
    expect(watching.said()).toBe('');
    expect(lines(asText).map((line) => line.split(' · ').slice(1, 4).join(' · '))).toEqual([
      `${draft.protocol} · Rascunho · Solicitação criada (Ana Souza)`,
      `${draft.protocol} · Enviada · Solicitação enviada para análise (Ana Souza)`,
      `${draft.protocol} · Em análise · Análise iniciada (Clara Nunes)`,
    ]);
  });

  test('tells of a cursor that is none', async () => {
    expect(await portal('watch', '--after', 'nada')).toMatchObject({
      code: 65,
      stderr: expect.stringContaining('cursor'),
    });
  });

  test('ends when nobody reads on, as before `head`', async () => {
    const after = await changesCursor(ana);
    const watching = client.startPortal(['watch', '--after', after], env);
    watching.process.stdout.destroy();
    await requestIn('SUBMITTED', { owner: ana, reviewer: clara });
    expect((await watching.ended).code).toBe(0);
  });
});

test('portal credentials: a person lists and shows their own, and draws a secret', async () => {
  const { credential } = await requestIn('APPROVED', { owner: ana, reviewer: clara });
  const listed = await json<{ id: string; requesterIdentifier: string }[]>('credentials', 'list', '--limit', '100');
  const found = listed.find(({ id }) => id === credential?.id);
  const named = found?.requesterIdentifier ?? '';
  expect((await portal('credentials', 'list')).stdout).toMatch(/^Identificador +Estado +Ambiente /);
  const fresh = await portal('credentials', 'show', named);
  expect(fresh.stdout).toContain('Segredo: nenhum');
  const { code, stdout } = await portal('credentials', 'rotate-secret', named);
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^\S{20,}\n$/) });
  expect((await portal('credentials', 'show', named)).stdout).toContain('Segredo: gerado em ');
  expect((await portal('credentials', 'rotate-secret', named, '--overlap-hours', '999')).code).toBe(64);
  expect((await portal('credentials', 'show', '0')).code).toBe(66);
});

test('portal credentials change-certificate: another of the same holder, and never a private key', async () => {
  const { credentialId, cpf, key } = await registeredSystem({ owner: ana, reviewer: clara });
  const { pem } = await renewedCertificate(cpf);
  const withKey = await client.file('tudo.pem', pem + key.export({ type: 'pkcs8', format: 'pem' }).toString());
  const refused = await portal('credentials', 'change-certificate', credentialId, withKey);
  expect([refused.code, refused.stderr]).toEqual([64, expect.stringContaining('chave privada')]);
  const file = await client.file('certificado.pem', pem);
  const changed = await portal('credentials', 'change-certificate', credentialId, file, '--overlap-days', '3');
  expect([changed.code, changed.stdout, changed.stderr]).toEqual([
    0,
    expect.stringMatching(/^Certificado trocado\. A credencial vale até /),
    expect.stringContaining('O certificado anterior vale até '),
  ]);
});

test('portal catalogue search needs nobody to be logged in', async () => {
  const { code, stdout } = await client.portal(['catalogue', 'search', 'imunobiologico', '--json'], {
    env: { PORTAL_URL: portalUrl() },
  });
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ slug: 'rnds-ria-c' }));
});

test('portal rate-limit tells what is left, of a token and of nobody', async () => {
  expect(await json('rate-limit')).toMatchObject({ policy: 'token', remaining: expect.any(Number) });
  const nobody = await client.portal(['rate-limit'], { env: { PORTAL_URL: portalUrl() } });
  expect(nobody).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\d.]+ de [\d.]+ pontos \(sem entrar/) });
});

test('half a command tells the other halves', async () => {
  expect(await portal('webhooks', '--help')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('webhooks replay'),
  });
  expect(await portal('webhooks')).toMatchObject({
    code: 64,
    stdout: '',
    stderr: expect.stringContaining('webhooks list'),
  });
  expect(await portal('webhooks', 'nada')).toMatchObject({
    code: 64,
    stderr: expect.stringContaining('"webhooks nada"'),
  });
});
