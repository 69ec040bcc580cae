import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkEvidenceBytes,
  checkEvidenceFile,
  EVIDENCE_BROKEN_PDF,
  EVIDENCE_BROKEN_PNG,
  EVIDENCE_HEAD_BYTES,
  EVIDENCE_MAX_BYTES,
  EVIDENCE_SNIFF_BYTES,
  evidenceTooLargeMessage,
  sniffEvidenceType,
} from './evidence-limits.ts';

const pdf = new TextEncoder().encode('%PDF-1.7\n%');
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);

test('the first bytes tell, whatever the name says', () => {
  expect(sniffEvidenceType(pdf)).toBe('application/pdf');
  expect(sniffEvidenceType(png.subarray(0, EVIDENCE_SNIFF_BYTES))).toBe('image/png');
  const others = ['', '%PDF', '#!/bin/sh\n', '<script>', 'GIF89a', ' %PDF-1.7'];
  for (const text of others) expect(sniffEvidenceType(new TextEncoder().encode(text))).toBeUndefined();
  expect(sniffEvidenceType(png.subarray(0, 7))).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 16 }), (bytes) => {
      const type = sniffEvidenceType(bytes);
      expect(type === undefined || bytes.length >= 5).toBe(true);
    }),
  );
});

const text = (ascii: string) => new TextEncoder().encode(ascii);

/** A PNG of this size, as far as it is looked at. */
function pngOf(width: number, height: number, end = 'IEND'): Uint8Array {
  const size = new DataView(new ArrayBuffer(8));
  size.setUint32(0, width);
  size.setUint32(4, height);
  const header = [...text('IHDR'), ...new Uint8Array(size.buffer), 8, 0, 0, 0, 0];
  return new Uint8Array([...png, ...header, 0, 0, 0, 0, ...text(end)]);
}

test('up to 10 MiB, of what is PDF or PNG', async () => {
  const fault = async (file: Blob) => {
    const checked = await checkEvidenceFile('a', file);
    return checked.ok ? checked.value : checked.message;
  };
  expect(await fault(new Blob([pdf, '%%EOF\n']))).toBe('application/pdf');
  expect(await fault(new Blob([pngOf(1, 1)]))).toBe('image/png');
  expect(await fault(new Blob([]))).toBe('O arquivo está vazio.');
  expect(await fault(new Blob([pdf, new Uint8Array(EVIDENCE_MAX_BYTES)]))).toBe(
    'a tem 10,1 MB. O limite é 10 MB por arquivo.',
  );
  expect(await fault(new Blob([new Uint8Array(9)]))).toBe('Envie um PDF ou PNG. No celular, faça uma captura de tela.');
});

test('a PDF has an end, and what a program adds to it may follow', () => {
  const faultOf = (last: string) => checkEvidenceBytes(pdf, text(last));
  expect(faultOf('%%EOF')).toMatchObject({ ok: true });
  expect(faultOf(`%%EOF\r\n${' '.repeat(900)}`)).toMatchObject({ ok: true });
  expect(faultOf('%PDF-')).toMatchObject({ message: EVIDENCE_BROKEN_PDF });
});

test('a PNG has a size that can be shown, and its end', () => {
  const faultOf = (bytes: Uint8Array) => {
    const checked = checkEvidenceBytes(bytes.subarray(0, EVIDENCE_HEAD_BYTES), bytes);
    return checked.ok ? undefined : checked.message;
  };
  expect(faultOf(pngOf(1, 1))).toBeUndefined();
  expect(faultOf(pngOf(1_280, 20_000))).toBeUndefined();
  for (const [width, height] of [
    [0, 1],
    [1, 0],
  ] as const)
    expect(faultOf(pngOf(width, height))).toBe(EVIDENCE_BROKEN_PNG);
  expect(faultOf(pngOf(1, 1, 'IDAT'))).toBe(EVIDENCE_BROKEN_PNG);
  expect(faultOf(png)).toBe(EVIDENCE_BROKEN_PNG);
  expect(faultOf(pngOf(20_000, 20_000))).toMatch(/20000 × 20000 pontos/);
});

test('a size over the limit never reads as the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: EVIDENCE_MAX_BYTES + 1, max: 2 ** 40 }), (size) => {
      expect(evidenceTooLargeMessage('x', size)).not.toMatch(/tem 10 MB/);
    }),
  );
});
