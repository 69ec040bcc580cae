import { createHmac, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ContentInfo, id_data, id_encryptedData } from '@peculiar/asn1-cms';
import {
  AuthenticatedSafe,
  CertBag,
  id_certBag,
  id_x509Certificate,
  MacData,
  PFX,
  SafeBag,
  SafeContents,
} from '@peculiar/asn1-pfx';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';
import { createIntermediate, createRoot, issueECpf, toPfx } from '@portal/certificates';
import { describe, expect, test } from 'vitest';
import { readPfx } from './pfx.ts';
import { UnreadablePfx, WrongPassword } from './pfx-error.ts';
import { bmpPassword, derivePkcs12Key, Purpose } from './pkcs12-key.ts';

const PASSWORD = 'maçã';
const { fingerprint256 } = new X509Certificate(fixture('certificate.pem'));

function fixture(name: string): Buffer {
  return readFileSync(new URL(`fixtures/${name}`, import.meta.url));
}

describe.for([
  'openssl-3.pfx',
  'rc2-40.pfx',
  'rc2-128.pfx',
  'des-2-keys.pfx',
  'aes-128-sha512-mac.pfx',
  'no-mac.pfx',
  'plain-certificates.pfx',
])('%s', (name) => {
  test('is opened by its password', async () => {
    const certificates = await readPfx(fixture(name), PASSWORD);
    expect(certificates.map((certificate) => certificate.fingerprint256)).toEqual([fingerprint256]);
  });

  test.for(['', 'maca', 'MAÇÃ', 'maçã '])('is not opened by "%s"', async (password) => {
    await expect(readPfx(fixture(name), password)).rejects.toThrow(WrongPassword);
  });
});

test('a file without a password is opened by none', async () => {
  expect(await readPfx(fixture('no-password.pfx'), '')).toHaveLength(1);
  await expect(readPfx(fixture('no-password.pfx'), 'x')).rejects.toThrow(WrongPassword);
});

test('the authorities in a file are read with the certificate', async () => {
  const intermediate = await createIntermediate(await createRoot());
  const issued = await issueECpf({ authority: intermediate, name: 'Ana', cpf: '52998224725', key: 'EC-256' });
  const certificates = await readPfx(
    toPfx(issued, { password: PASSWORD, cipher: 'RC2-40', withChain: true }),
    PASSWORD,
  );
  expect(certificates.map(({ ca }) => ca)).toEqual([false, true]);
});

test('many rounds leave the event loop its turns', async () => {
  let turns = 0;
  const turn = setInterval(() => turns++, 1);
  expect(await readPfx(fixture('firefox-rounds.pfx'), PASSWORD)).toHaveLength(1);
  clearInterval(turn);
  expect(turns).toBeGreaterThan(10);
});

test('what is no PFX is unreadable, cut off anywhere included', async () => {
  const bytes = fixture('openssl-3.pfx');
  for (let length = 0; length < bytes.length; length += 97) {
    await expect(readPfx(bytes.subarray(0, length), PASSWORD)).rejects.toThrow(UnreadablePfx);
  }
});

test('keys are derived one after the other', async () => {
  const salt = Buffer.alloc(8);
  const derivation = {
    digest: 'sha1',
    password: bmpPassword(PASSWORD),
    salt,
    purpose: Purpose.KEY,
    length: 20,
  } as const;
  const done: string[] = [];
  const long = derivePkcs12Key({ ...derivation, iterations: 20_000 }).then(() => done.push('long'));
  const wrong = derivePkcs12Key({ ...derivation, digest: 'none' as 'sha1', iterations: 1 }).catch(() =>
    done.push('wrong'),
  );
  const short = derivePkcs12Key({ ...derivation, iterations: 1 }).then(() => done.push('short'));
  await Promise.all([long, wrong, short]);
  expect(done).toEqual(['long', 'wrong', 'short']);
});

test('more rounds than anybody needs are not begun', async () => {
  const bytes = Buffer.from(fixture('firefox-rounds.pfx'));
  // The rounds of the MAC stand last in the file: 600,000 is 0x0927c0.
  const at = bytes.lastIndexOf(Buffer.from([0x02, 0x03, 0x09, 0x27, 0xc0]));
  bytes.set([0x02, 0x03, 0x7f, 0xff, 0xff], at);
  await expect(readPfx(bytes, PASSWORD)).rejects.toThrow(UnreadablePfx);
});

describe('a file that somebody made up', () => {
  type Content = ConstructorParameters<typeof ContentInfo>[0];
  const inData = (bytes: ArrayBuffer): Content => ({
    contentType: id_data,
    content: AsnConvert.serialize(new OctetString(bytes)),
  });

  /** Of the MAC; with three parts of 600,000 each it is too much. */
  const ROUNDS = 300_000;

  /** A PFX with these parts; the digest stands where its MAC would. */
  function pfxOf(parts: readonly Content[], digest = (_content: Buffer): Uint8Array => new Uint8Array()): Buffer {
    const safes = new AuthenticatedSafe(parts.map((part) => new ContentInfo(part)));
    const content = AsnConvert.serialize(safes);
    const authSafe = new ContentInfo(inData(content));
    const sha1 = new AlgorithmIdentifier({ algorithm: '1.3.14.3.2.26', parameters: null });
    const macData = new MacData({ macSalt: new OctetString(new Uint8Array(8)), iterations: ROUNDS });
    macData.mac.digestAlgorithm = sha1;
    macData.mac.digest = new OctetString(digest(Buffer.from(content)));
    return Buffer.from(AsnConvert.serialize(new PFX({ version: 3, authSafe, macData })));
  }

  test('with something else in the place of a certificate is unreadable', async () => {
    const certValue = AsnConvert.serialize(new OctetString(new Uint8Array([1, 2, 3])));
    const bag = new CertBag({ certId: id_x509Certificate, certValue });
    const safe = new SafeContents([new SafeBag({ bagId: id_certBag, bagValue: AsnConvert.serialize(bag) })]);
    await expect(readPfx(pfxOf([inData(AsnConvert.serialize(safe))]), PASSWORD)).rejects.toThrow(UnreadablePfx);
  });

  test('with a digest so long that its key would take hours is refused before', async () => {
    await expect(
      readPfx(
        pfxOf([], () => new Uint8Array(90_000)),
        PASSWORD,
      ),
    ).rejects.toThrow(UnreadablePfx);
  });

  test('that opens, and asks for more rounds in all than any exporter does, is refused on the way', async () => {
    const { authSafe } = AsnConvert.parse(fixture('firefox-rounds.pfx'), PFX);
    const [part] = AsnConvert.parse(AsnConvert.parse(authSafe.content, OctetString), AuthenticatedSafe);
    if (!part) throw new Error('no part');
    const key = await derivePkcs12Key({
      digest: 'sha1',
      password: bmpPassword(PASSWORD),
      salt: Buffer.alloc(8),
      iterations: ROUNDS,
      purpose: Purpose.MAC,
      length: 20,
    });
    const bytes = pfxOf([part, part, part], (content) => createHmac('sha1', key).update(content).digest());
    await expect(readPfx(bytes, PASSWORD)).rejects.toThrow('too many rounds');
  });

  test('with more encrypted parts than anybody writes is refused before one is opened', async () => {
    const part: Content = { contentType: id_encryptedData, content: AsnConvert.serialize(new OctetString()) };
    await expect(readPfx(pfxOf(Array(1_000).fill(part)), PASSWORD)).rejects.toThrow('too many encrypted parts');
  });
});
