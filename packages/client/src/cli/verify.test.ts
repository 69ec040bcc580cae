import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedBytes } from '@portal/conformance';
import { testReport } from '@portal/conformance/testing';
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Invocation } from './command.ts';
import { verify } from './verify.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(content));
  return path;
}

async function signer(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const report = testReport();
  const header = { alg: 'ES256', kid, typ: 'conformance-report', iat: 1, report: report.id, media: 'JSON' };
  const jws = await new FlattenedSign(signedBytes(report)).setProtectedHeader(header).sign(privateKey);
  const keys = await file(`${kid}.jwks`, { keys: [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256' }] });
  return { report, signature: `${jws.protected}..${jws.signature}`, keys };
}

/** Without a portal: whoever asks for one fails. */
async function verified(path: string, keys: string, options: Record<string, string> = {}) {
  let told: unknown;
  let text = '';
  const invocation = {
    positionals: [path],
    option: (name: string) => ({ keys, ...options })[name],
    terminal: {
      result: (value: unknown, say: () => string) => {
        told = value;
        text = say();
      },
    },
  } as unknown as Invocation;
  return { code: await verify.run(invocation), told, text };
}

test('ends with 0 for the very one, 1 for one that was changed or is not of these keys, 2 for what is none; offline', async () => {
  const [ours, theirs] = [await signer('ours'), await signer('theirs')];
  const { report, signature, keys } = ours;
  const right = await file('right.json', { report, signature });
  expect(await verified(right, keys)).toMatchObject({ code: 0, told: { outcome: 'GENUINE', reportId: report.id } });
  const changed = await file('changed.json', {
    report: { ...report, validUntil: '2099-01-01T00:00:00.000Z' },
    signature,
  });
  expect(await verified(changed, keys)).toMatchObject({ code: 1, told: { outcome: 'CHANGED' } });
  expect(await verified(right, theirs.keys)).toMatchObject({
    code: 1,
    told: { outcome: 'FOREIGN_KEY', keyId: 'ours' },
  });
  expect(await verified(await file('other.json', {}), keys)).toMatchObject({ code: 2, told: { outcome: 'UNUSABLE' } });
});

test('what lies beside it as its time stamp and is none is refused; where authorities are named one is missed', async () => {
  const { report, signature, keys } = await signer('stamped');
  const path = await file('stamped.json', { report, signature });
  expect(await verified(path, keys)).toMatchObject({
    code: 0,
    told: { outcome: 'GENUINE', timeStamp: null },
    text: expect.stringContaining('a hora é a que o portal assinou'),
  });
  expect(await verified(path, keys, { 'tsa-ca': path })).toMatchObject({ code: 1, told: { timeStamp: null } });
  await file('stamped.json.tsr', 'no stamp');
  expect(await verified(path, keys)).toMatchObject({
    code: 1,
    told: { outcome: 'GENUINE', timeStamp: { outcome: 'REFUSED', fault: 'UNREADABLE' } },
  });
  await expect(verified(path, keys, { 'tsa-ca': path })).rejects.toThrow('não tem certificados');
});

test('says which file cannot be read, and what holds no keys', async () => {
  const right = await file('some.json', {});
  await expect(verified(join(folder, 'gone.pdf'), right)).rejects.toThrow('não pôde ser lido');
  await expect(verified(right, join(folder, 'gone.jwks'))).rejects.toThrow('não pôde ser lido');
  await expect(verified(right, right)).rejects.toThrow('não tem um conjunto de chaves');
});
