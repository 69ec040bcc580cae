import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedBytes } from '@portal/conformance';
import { testReport } from '@portal/conformance/testing';
import { Integer, OctetString } from 'asn1js';
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import {
  AlgorithmIdentifier,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_eContentType_TSTInfo,
  id_sha256,
  MessageImprint,
  PKIStatusInfo,
  SignedData,
  SignerInfo,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
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

/** An answer of RFC 3161 to another file; what signs it is not reached. */
function stampOfAnotherFile(): Buffer {
  const serialNumber = new Integer({ value: 1 });
  const sha256 = new AlgorithmIdentifier({ algorithmId: id_sha256 });
  const info = new TSTInfo({
    version: 1,
    policy: '1.3.6.1.4.1.1.1',
    messageImprint: new MessageImprint({
      hashAlgorithm: sha256,
      hashedMessage: new OctetString({ valueHex: new Uint8Array(32) }),
    }),
    serialNumber,
    genTime: new Date(),
  });
  const signed = new SignedData({
    version: 3,
    encapContentInfo: new EncapsulatedContentInfo({
      eContentType: id_eContentType_TSTInfo,
      eContent: new OctetString({ valueHex: info.toSchema().toBER() }),
    }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ serialNumber }),
        digestAlgorithm: sha256,
        signatureAlgorithm: sha256,
        signature: new OctetString({ valueHex: new Uint8Array(1) }),
      }),
    ],
  });
  const token = new ContentInfo({ contentType: ContentInfo.SIGNED_DATA, content: signed.toSchema(true) });
  const answer = new TimeStampResp({ status: new PKIStatusInfo({ status: 0 }), timeStampToken: token });
  return Buffer.from(answer.toSchema().toBER());
}

/** A portal that has these keys, and answers so to whoever asks for a time stamp. */
async function portalWith(keys: string, stamp: RequestListener): Promise<{ address: string } & AsyncDisposable> {
  const jwks = await readFile(keys);
  const server = createServer((request, response) =>
    request.url?.endsWith('.tsr') ? stamp(request, response) : response.end(jwks),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test.each([401, 429, 503, 0])(
  'a portal that answers %s where its stamp is takes nothing from the signature',
  async (status) => {
    const { report, signature, keys } = await signer(`answers-${status}`);
    const path = await file(`answers-${status}.json`, { report, signature });
    await using portal = await portalWith(keys, (_, response) =>
      status === 0 ? response.destroy() : response.writeHead(status).end(),
    );
    expect(await verified(path, portal.address)).toMatchObject({
      code: 0,
      told: { outcome: 'GENUINE', timeStamp: { outcome: 'NOT_READ' } },
      text: expect.stringContaining('o carimbo do tempo não pôde ser lido agora'),
    });
    await expect(verified(path, portal.address, { 'tsa-ca': path })).rejects.toMatchObject({ code: 'CONNECTION' });
  },
);

test('a portal that has no stamp is no reason to doubt', async () => {
  const { report, signature, keys } = await signer('unstamped');
  const path = await file('unstamped.json', { report, signature });
  await using portal = await portalWith(keys, (_, response) => response.writeHead(404).end());
  expect(await verified(path, portal.address)).toMatchObject({ code: 0, told: { timeStamp: null } });
});

test("a report that was laid out anew is genuine; the portal's stamp is of the original", async () => {
  const { report, signature, keys } = await signer('anew');
  const path = await file('anew.json', { report, signature });
  await using portal = await portalWith(keys, (_, response) => response.end(stampOfAnotherFile()));
  expect(await verified(path, portal.address)).toMatchObject({
    code: 0,
    told: { outcome: 'GENUINE', timeStamp: { outcome: 'OF_ORIGINAL' } },
    text: expect.stringContaining('o carimbo do tempo é do original'),
  });
  const given = join(folder, 'other.tsr');
  await writeFile(given, stampOfAnotherFile());
  expect(await verified(path, portal.address, { timestamp: given })).toMatchObject({
    code: 1,
    told: { timeStamp: { outcome: 'REFUSED', fault: 'OTHER_FILE' } },
  });
});

test('says which file cannot be read, and what holds no keys', async () => {
  const right = await file('some.json', {});
  await expect(verified(join(folder, 'gone.pdf'), right)).rejects.toThrow('não pôde ser lido');
  await expect(verified(right, join(folder, 'gone.jwks'))).rejects.toThrow('não pôde ser lido');
  await expect(verified(right, right)).rejects.toThrow('não tem um conjunto de chaves');
});
