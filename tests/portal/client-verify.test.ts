import { readFile } from 'node:fs/promises';
import { createRoot, startTimeStampAuthority } from '@portal/certificates';
import { signedBytes } from '@portal/conformance';
import { testReport } from '@portal/conformance/testing';
import { askForStamp } from '@portal/conformance/time-stamps';
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { InstalledClient } from './installed-client.ts';

let client: InstalledClient;
beforeAll(async () => {
  client = await InstalledClient.install();
});
afterAll(() => client[Symbol.asyncDispose]());

/** A report as a portal would have signed it, and the keys that verify it: no network is needed for it. */
async function signedReport(): Promise<string> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const report = testReport();
  const header = {
    alg: 'ES256',
    kid: 'k',
    typ: 'conformance-report',
    iat: 1_764_421_200,
    report: report.id,
    media: 'JSON',
  };
  const jws = await new FlattenedSign(signedBytes(report)).setProtectedHeader(header).sign(privateKey);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'ES256' };
  await client.file('keys.jwks', JSON.stringify({ keys: [jwk] }));
  return client.file('report.json', JSON.stringify({ report, signature: `${jws.protected}..${jws.signature}` }));
}

async function verify(...args: string[]) {
  const { code, stdout, stderr } = await client.portal(['verify', 'report.json', '--keys', 'keys.jwks', ...args]);
  return { code, text: stdout + stderr };
}

test("a report's time stamp is verified offline: when, by whom, and whether of an authority that is trusted", async () => {
  await using tsa = await startTimeStampAuthority();
  const path = await signedReport();
  await client.file('ours.pem', tsa.rootPem);
  await client.file('theirs.pem', (await createRoot()).pem);
  expect(await verify()).toMatchObject({ code: 0, text: expect.stringContaining('sem carimbo do tempo') });
  // Whoever names authorities wants a stamp: one that was taken away is missed.
  expect((await verify('--tsa-ca', 'ours.pem')).code).toBe(1);

  const { query } = await askForStamp(new Uint8Array(await readFile(path)));
  await client.file('report.json.tsr', new Blob([new Uint8Array(await tsa.stamp(query))]));
  expect(await verify()).toMatchObject({ code: 0, text: expect.stringContaining(`por ${tsa.name}, cuja autoridade`) });
  expect(await verify('--tsa-ca', 'ours.pem')).toMatchObject({
    code: 0,
    text: expect.stringContaining('que leva a uma'),
  });
  expect(await verify('--tsa-ca', 'theirs.pem')).toMatchObject({
    code: 1,
    text: expect.stringContaining('não leva a nenhuma'),
  });
  const told = JSON.parse((await verify('--json', '--tsa-ca', 'ours.pem')).text);
  expect(told.timeStamp).toMatchObject({ outcome: 'FITS', authority: tsa.name, trusted: true });

  const other = await askForStamp(new Uint8Array([1]));
  await client.file('other.tsr', new Blob([new Uint8Array(await tsa.stamp(other.query))]));
  expect(await verify('--timestamp', 'other.tsr')).toMatchObject({
    code: 1,
    text: expect.stringContaining('ele é de outro arquivo'),
  });
  expect((await verify('--timestamp', 'gone.tsr')).code).toBe(66);
});
