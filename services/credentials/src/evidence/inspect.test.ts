import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inspectEvidence } from './inspect.ts';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Of one pixel, as far as it is looked at. */
const PNG = Buffer.concat([
  SIGNATURE,
  Buffer.from('0000000d4948445200000001000000010800000000', 'hex'),
  Buffer.alloc(4),
]);
const PDF = Buffer.from('%PDF-');
const END = Buffer.from('IEND %%EOF');

async function* inPieces(whole: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < whole.length; at += size) yield whole.subarray(at, at + size);
}

async function allOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function passed(whole: Uint8Array, pieceSize = 65_536) {
  const inspected = inspectEvidence('arquivo.png', inPieces(whole, pieceSize));
  return { bytes: await allOf(inspected), mediaType: inspected.mediaType };
}

test('a PDF and a PNG pass unchanged, however the bytes are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(PNG, PDF),
      fc.uint8Array({ maxLength: 100 }),
      fc.integer({ min: 1, max: 20 }),
      async (signature, rest, pieceSize) => {
        const whole = Buffer.concat([signature, rest, END]);
        const { bytes, mediaType } = await passed(whole, pieceSize);
        expect(bytes).toEqual(whole);
        expect(mediaType).toBe(signature === PNG ? 'image/png' : 'application/pdf');
      },
    ),
  );
});

test('anything else is refused, whatever it is called', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 40 }), async (bytes) => {
      fc.pre(bytes[0] !== PNG[0] && bytes[0] !== PDF[0]);
      await expect(passed(bytes)).rejects.toMatchObject({ status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' });
    }),
  );
  await expect(passed(Buffer.from('#!/bin/sh\n'))).rejects.toMatchObject({ status: 415 });
  await expect(passed(PNG.subarray(0, 7))).rejects.toMatchObject({ status: 415 });
  for (const cut of [PDF, SIGNATURE, PNG]) {
    await expect(passed(cut)).rejects.toMatchObject({ status: 422, title: 'Arquivo danificado' });
  }
});

test('nothing is refused as empty', async () => {
  await expect(passed(Buffer.alloc(0))).rejects.toMatchObject({ status: 422, detail: 'O arquivo está vazio.' });
});

test('10 MiB pass, one byte more does not, and nothing after it is read', async () => {
  const largest = Buffer.alloc(EVIDENCE_MAX_BYTES);
  PDF.copy(largest);
  END.copy(largest, largest.length - END.length);
  expect((await passed(largest)).bytes.length).toBe(EVIDENCE_MAX_BYTES);

  let read = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield PDF;
    for (;;) {
      read += 1_048_576;
      yield Buffer.alloc(1_048_576);
    }
  }
  const refused = allOf(inspectEvidence('exame.pdf', endless()));
  await expect(refused).rejects.toMatchObject({
    status: 413,
    detail: 'exame.pdf tem mais de 10 MB. O limite é 10 MB por arquivo.',
  });
  expect(read).toBe(EVIDENCE_MAX_BYTES);
});
