import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  checkEvidenceFile,
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

test('from 1 byte to 10 MiB', () => {
  expect(checkEvidenceFile({ name: 'a.pdf', size: 1 }, pdf)).toEqual({ ok: true, value: 'application/pdf' });
  expect(checkEvidenceFile({ name: 'a.png', size: EVIDENCE_MAX_BYTES }, png)).toEqual({ ok: true, value: 'image/png' });
  expect(checkEvidenceFile({ name: 'a.pdf', size: 0 }, pdf)).toEqual({ ok: false, message: 'O arquivo está vazio.' });
  expect(checkEvidenceFile({ name: 'a.pdf', size: EVIDENCE_MAX_BYTES + 1 }, pdf)).toEqual({
    ok: false,
    message: 'a.pdf tem 10,1 MB. O limite é 10 MB por arquivo.',
  });
  expect(checkEvidenceFile({ name: 'a.heic', size: 9 }, new Uint8Array(9))).toEqual({
    ok: false,
    message: 'Envie um PDF ou PNG. No celular, faça uma captura de tela.',
  });
});

test('a size over the limit never reads as the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: EVIDENCE_MAX_BYTES + 1, max: 2 ** 40 }), (size) => {
      expect(evidenceTooLargeMessage('x', size)).not.toMatch(/tem 10 MB/);
    }),
  );
});
