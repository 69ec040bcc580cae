import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createIntermediate, createRoot, issueECpf, toPfx } from '@portal/certificates';
import { describe, expect, test } from 'vitest';
import { readPfx } from './pfx.ts';
import { UnreadablePfx, WrongPassword } from './pfx-error.ts';

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

test('more rounds than anybody needs are not begun', async () => {
  const bytes = Buffer.from(fixture('firefox-rounds.pfx'));
  // The rounds of the MAC stand last in the file: 600,000 is 0x0927c0.
  const at = bytes.lastIndexOf(Buffer.from([0x02, 0x03, 0x09, 0x27, 0xc0]));
  bytes.set([0x02, 0x03, 0x7f, 0xff, 0xff], at);
  await expect(readPfx(bytes, PASSWORD)).rejects.toThrow(UnreadablePfx);
});
