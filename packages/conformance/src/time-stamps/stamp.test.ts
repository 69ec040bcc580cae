import { startTimeStampAuthority } from '@portal/certificates';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askForStamp } from './ask.ts';
import { certificatesIn, readStamp, type StampFault, StampRefused } from './stamp.ts';

const tsa = await startTimeStampAuthority();
afterAll(() => tsa[Symbol.asyncDispose]());

// As a Buffer has it: a part of a larger memory.
const file = new Uint8Array(Buffer.from('um relatório'));
const others = certificatesIn((await startedAndEnded()).rootPem);

async function startedAndEnded() {
  await using other = await startTimeStampAuthority();
  return other;
}

async function refused(answer: Uint8Array, of = file): Promise<StampFault | undefined> {
  return readStamp(new Uint8Array(answer), of).then(
    () => undefined,
    ({ fault }) => fault,
  );
}

describe("OpenSSL's stamp of a file", () => {
  let answer: Uint8Array<ArrayBuffer>;
  let nonce: string;
  beforeAll(async () => {
    const asked = await askForStamp(file);
    nonce = asked.nonce;
    answer = new Uint8Array(await tsa.stamp(asked.query));
  });

  test('says when, by whom, and to which question', async () => {
    const stamp = await readStamp(answer, file);
    expect(stamp).toMatchObject({ authority: tsa.name, nonce, trusted: null });
    expect(Math.abs(stamp.at.getTime() - Date.now())).toBeLessThan(600_000);
  });

  test('is trusted where its authority leads to one that is given, by its intermediate', async () => {
    expect(await readStamp(answer, file, certificatesIn(tsa.rootPem))).toMatchObject({ trusted: true });
    expect(await readStamp(answer, file, others)).toMatchObject({ trusted: false });
    expect(await readStamp(answer, file, [])).toMatchObject({ trusted: false });
  });

  test('is of no other file', async () => {
    expect(await refused(answer, new Uint8Array(Buffer.from('outro relatório')))).toBe('OTHER_FILE');
  });

  test('with a byte changed anywhere says the same, or nothing', async () => {
    const before = await readStamp(answer, file);
    await fc.assert(
      fc.asyncProperty(fc.nat(answer.length - 1), fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = answer.slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        const read = await readStamp(changed, file).catch((error) => error);
        // What stands around what is signed, such as the intermediate's certificate, says nothing of the time.
        if (!(read instanceof StampRefused)) expect(read).toEqual(before);
      }),
    );
    expect(await refused(answer.slice(0, -40))).toBe('UNREADABLE');
    const signature = answer.slice();
    signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
    expect(await refused(signature)).toBe('NOT_SIGNED');
  });
});

test.for<[what: string, bytes: Uint8Array]>([
  ['nothing', new Uint8Array()],
  ['a page', Buffer.from('<html>')],
  ['a sequence of nothing', new Uint8Array([0x30, 0])],
  ['granted, with nothing', new Uint8Array([0x30, 5, 0x30, 3, 2, 1, 0])],
])('of %s nothing can be read', async ([, bytes]) => {
  expect(await refused(bytes)).toBe('UNREADABLE');
});

test('an authority that refuses has stamped nothing', async () => {
  // A query of nothing is one that OpenSSL refuses as RFC 3161 says.
  expect(await refused(await tsa.stamp(new Uint8Array([0x30, 0])))).toBe('NOT_GRANTED');
});

test('one whose certificate is not there, or whose algorithm is not known, is told apart from one that was changed', async () => {
  const { query } = await askForStamp(file);
  const withoutCertificate = query.slice();
  // certReq, the last of it.
  withoutCertificate[query.length - 1] = 0;
  expect(await refused(await tsa.stamp(withoutCertificate))).toBe('NO_AUTHORITY');

  const unknown = await tsa.stampAs(query, { key: 'EC-256' });
  const algorithm = unknown.lastIndexOf(Buffer.from('2a8648ce3d040302', 'hex'));
  unknown[algorithm + 7] = 0x7f;
  expect(await refused(unknown)).toBe('UNSUPPORTED');
});

test('what is no signed data is none', async () => {
  const { query } = await askForStamp(file);
  const answer = await tsa.stamp(query);
  const signedData = answer.indexOf(Buffer.from('2a864886f70d010702', 'hex'));
  answer[signedData + 8] = 1;
  expect(await refused(answer)).toBe('UNREADABLE');
});

test('a certificate that is not for time stamps alone, or not in force, stamps nothing', async () => {
  const { query } = await askForStamp(file);
  const year = 365 * 86_400_000;
  expect(await refused(await tsa.stampAs(query, {}))).toBeUndefined();
  expect(await refused(await tsa.stampAs(query, { key: 'EC-256' }))).toBeUndefined();
  const bad = [
    { purposes: [] },
    { critical: false },
    { purposes: ['1.3.6.1.5.5.7.3.1'] },
    { purposes: ['1.3.6.1.5.5.7.3.8', '1.3.6.1.5.5.7.3.1'] },
    { notBefore: new Date(Date.now() - 2 * year), notAfter: new Date(Date.now() - year) },
  ];
  for (const certificate of bad) {
    expect(await refused(await tsa.stampAs(query, certificate as object))).toBe('NO_AUTHORITY');
  }
});
