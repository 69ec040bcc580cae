import { createRoot, startRevocationServer } from '@portal/certificates';
import { Certificate } from 'pkijs';
import { expect, test } from 'vitest';
import { readRevocationList } from './crl.ts';
import { childrenOf } from './der.ts';

const ELEMENTS = 500_000;
const many = Buffer.alloc(2 * ELEMENTS, '0500', 'hex');

/** Counts the views that are taken of it, and of each of these. */
class Counted extends Uint8Array {
  static views = 0;
  override subarray(begin?: number, end?: number) {
    Counted.views += 1;
    return super.subarray(begin, end);
  }
}

function sequence(...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const header = Buffer.from([0x30, 0x84, 0, 0, 0, 0]);
  header.writeUInt32BE(content.length, 2);
  return Buffer.concat([header, content]);
}

test.each([
  ['entries', 'not signed by the issuer'],
  ['parts', 'cannot be read'],
  ['signatures', 'cannot be read'],
] as const)('a list that nobody signed costs no more for its half a million %s', async (what, message) => {
  const root = await createRoot({ key: 'EC-256' });
  await using server = await startRevocationServer(() => root);
  const [list] = childrenOf({ content: await server.list() });
  const [tbs, ...signature] = list ? childrenOf(list) : [];
  if (!tbs) throw new Error('no list was made');
  const parts = [...childrenOf(tbs)].map(({ whole }) => whole);
  const signed = signature.map(({ whole }) => whole);
  // Version, algorithm, issuer, since when, until when; then the entries.
  const forged = {
    entries: [sequence(...parts.slice(0, 5), sequence(many)), ...signed],
    parts: [sequence(many), ...signed],
    signatures: [tbs.whole, many],
  }[what];
  Counted.views = 0;
  const read = readRevocationList(
    new Counted(sequence(...forged)),
    Certificate.fromBER(root.certificate.rawData),
    new Date(),
  );
  await expect(read).rejects.toThrow(message);
  expect(Counted.views).toBeLessThan(100);
});
