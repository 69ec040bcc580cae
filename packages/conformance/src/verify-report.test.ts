import fc from 'fast-check';
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import type { ConformanceReport } from './report.ts';
import { emptySlot, signedBytes, signedPdfBytes, withSignature } from './signed-report.ts';
import { testReport } from './testing/report.ts';
import { REPORT_SIGNATURE_ALG, REPORT_SIGNATURE_TYPE, verifyReport } from './verify-report.ts';

async function keyOf(kid: string) {
  const { privateKey, publicKey } = await generateKeyPair(REPORT_SIGNATURE_ALG, { extractable: true });
  const sign = async (payload: Uint8Array, header: object = {}) => {
    const { protected: head, signature } = await new FlattenedSign(payload)
      .setProtectedHeader({ alg: REPORT_SIGNATURE_ALG, kid, typ: REPORT_SIGNATURE_TYPE, iat: 1_764_421_200, ...header })
      .sign(privateKey);
    return `${head}..${signature}`;
  };
  return { sign, jwks: { keys: [{ ...(await exportJWK(publicKey)), kid, alg: REPORT_SIGNATURE_ALG }] } };
}

const ours = await keyOf('ours');
const report = testReport();
const text = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

async function jsonFile(of: ConformanceReport = report, key = ours) {
  const signature = await key.sign(signedBytes(of), { report: of.id, media: 'JSON' });
  return { report: of, signature };
}

const BARE = `%PDF-1.7\n<< /Title (x) /PortalSignature (${emptySlot(500)}) >>\nmore of it\n%%EOF\n`;

async function pdfFile(key = ours) {
  const bare = new TextEncoder().encode(BARE);
  const payload = (await signedPdfBytes(bare)) ?? new Uint8Array();
  return withSignature(bare, await key.sign(payload, { report: report.id, media: 'PDF' }));
}

const GENUINE = { outcome: 'GENUINE', reportId: report.id, keyId: 'ours' };

test('a report is told to be the very one, however its JSON is laid out', async () => {
  const { signature } = await jsonFile();
  const backwards = Object.fromEntries(Object.entries(report).reverse());
  for (const file of [text({ report, signature }), text({ signature, report: backwards })]) {
    expect(await verifyReport(file, ours.jwks)).toMatchObject({ ...GENUINE, media: 'JSON' });
  }
  expect(await verifyReport(await pdfFile(), ours.jwks)).toMatchObject({ ...GENUINE, media: 'PDF' });
});

test('a signature that is spelt otherwise, for the same bytes, is not the one that was issued', async () => {
  const { signature } = await jsonFile();
  const [letters, last] = ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_', signature.at(-1) ?? ''];
  const otherwise = letters[letters.indexOf(last) ^ 1] ?? '';
  const base64 = signature.replace(/[^.]*$/, (value) => value.replaceAll('-', '+').replaceAll('_', '/'));
  for (const spelt of [signature.slice(0, -1) + otherwise, `${signature}=`, base64].filter(
    (one) => one !== signature,
  )) {
    const { outcome } = await verifyReport(text({ report, signature: spelt }), ours.jwks);
    expect([spelt, outcome]).toEqual([spelt, 'CHANGED']);
  }
});

test('with one byte changed anywhere a PDF is not', async () => {
  const pdf = await pdfFile();
  await fc.assert(
    fc.asyncProperty(fc.nat(pdf.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const changed = new Uint8Array(pdf);
      changed[at] = (changed[at] ?? 0) ^ by;
      const { outcome } = await verifyReport(changed, ours.jwks);
      // What stands behind the signature in its place is nobody's.
      const within = new TextDecoder('latin1').decode(pdf).indexOf('  ');
      if (within >= 0 && at >= within && at < BARE.indexOf(')', BARE.indexOf('PortalSignature:'))) return;
      expect(outcome).not.toBe('GENUINE');
    }),
  );
  const longer = new Uint8Array([...pdf, 10, 37]);
  expect(await verifyReport(longer, ours.jwks)).toEqual({ outcome: 'CHANGED', media: 'PDF' });
});

test('with anything else in it a JSON is not', async () => {
  const { signature } = await jsonFile();
  const changed = [
    { ...report, validUntil: '2037-11-29T13:00:00.000Z' },
    { ...report, more: 1 },
    { ...report, id: '01990000-0000-7000-8000-00000000000f' },
    { ...report, coverage: [] },
  ];
  for (const other of changed) {
    expect(await verifyReport(text({ report: other, signature }), ours.jwks)).toEqual({
      outcome: 'CHANGED',
      media: 'JSON',
    });
  }
});

test('a signature of something else of ours is not taken for it', async () => {
  const headers = [
    {},
    { report: report.id },
    { report: 'another', media: 'JSON' },
    { report: report.id, media: 'PDF' },
  ];
  for (const header of [...headers, { report: report.id, media: 'JSON', typ: 'at+jwt' }]) {
    const signature = await ours.sign(signedBytes(report), header);
    expect(await verifyReport(text({ report, signature }), ours.jwks)).toEqual({ outcome: 'CHANGED', media: 'JSON' });
  }
});

test("one that somebody else's key signed is told, by its name or under ours", async () => {
  const [theirs, pretended] = [await keyOf('theirs'), await keyOf('ours')];
  expect(await verifyReport(text(await jsonFile(report, theirs)), ours.jwks)).toEqual({
    outcome: 'FOREIGN_KEY',
    media: 'JSON',
    keyId: 'theirs',
  });
  expect(await verifyReport(await pdfFile(theirs), ours.jwks)).toMatchObject({ outcome: 'FOREIGN_KEY' });
  expect(await verifyReport(text(await jsonFile(report, pretended)), ours.jwks)).toMatchObject({ outcome: 'CHANGED' });
});

test.for<[what: string, bytes: Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['another PDF', new TextEncoder().encode('%PDF-1.7\n%%EOF')],
  ['a PDF with two signatures', new TextEncoder().encode(`${BARE}(PortalSignature:x)`)],
  ['a PDF that was never signed', new TextEncoder().encode(BARE)],
  ['another JSON', text({ report: {}, signature: 'a..b' })],
  ['a report alone', text(report)],
  ['null', text(null)],
  ['a number', text(7)],
  ['bytes', new Uint8Array([0xff, 0xfe, 0x00])],
  ['a signature with what it signs', text({ report, signature: 'a.b.c' })],
])('of %s nothing can be said', async ([, bytes]) => {
  expect(await verifyReport(bytes, ours.jwks)).toEqual({ outcome: 'UNUSABLE', why: 'NO_REPORT' });
});
