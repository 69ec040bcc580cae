import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { loadSecrets, publicKeys } from './secrets.ts';

async function folder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'portal-secrets-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  return dataDir;
}

test('the secrets of a folder are made once, and no private half is published', async () => {
  const dataDir = await folder();
  const secrets = await loadSecrets(dataDir);
  expect(await loadSecrets(dataDir)).toEqual(secrets);
  expect(publicKeys(secrets).keys.map(({ kid, d }) => [kid, d])).toEqual([
    ['gateway', undefined],
    ['credentials', undefined],
    ['homologation', undefined],
  ]);
});

test('a folder of an earlier version keeps what it has, and is given what came since', async () => {
  const dataDir = await folder();
  const { homologationSigningKey: _, ...before } = await loadSecrets(dataDir);
  await writeFile(join(dataDir, 'secrets.json'), JSON.stringify(before));
  const secrets = await loadSecrets(dataDir);
  expect(secrets).toMatchObject(before);
  expect(secrets.homologationSigningKey).toMatchObject({ kid: 'homologation' });
  expect(JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'))).toEqual(secrets);
});

test('the authority of the homologation environment is of this folder alone, and signs for ten years', async () => {
  const [one, other] = [await loadSecrets(await folder()), await loadSecrets(await folder())];
  const [certificate, another] = [one, other].map(
    ({ homologationAuthority }) =>
      new X509Certificate(homologationAuthority.slice(homologationAuthority.indexOf('-----BEGIN CERT'))),
  );
  expect(certificate?.ca).toBe(true);
  expect(certificate?.subject).toContain('OU=NAO E ICP-BRASIL');
  expect(certificate?.subject).not.toBe(another?.subject);
  expect(createPrivateKey(one.homologationAuthority).asymmetricKeyDetails?.modulusLength).toBe(2_048);
  const years = (certificate?.validToDate.getTime() ?? 0) - Date.now();
  expect(Math.round(years / 86_400_000 / 365)).toBe(10);
});
