import { LIMITS } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName, evidenceFileName } from './file-name.ts';

test('a name is never empty, never too long, and has no path, control or direction characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      const clean = cleanFileName(name);
      expect([...clean].length).toBeGreaterThan(0);
      expect([...clean].length).toBeLessThanOrEqual(LIMITS.fileName.max);
      expect(clean).not.toMatch(/[\p{C}/\\]/u);
      expect(cleanFileName(clean)).toBe(clean);
    }),
  );
});

test.each([
  ['evidências do laboratório.pdf', 'evidências do laboratório.pdf'],
  ['  tela.png ', 'tela.png'],
  ['exe\u202Egnp.exe', 'exegnp.exe'],
  ['a\r\nb.pdf', 'ab.pdf'],
  ['\u2060\u3164\u00ad', 'evidencia'],
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\Ana\\laudo.pdf', 'laudo.pdf'],
  ['', 'evidencia'],
  [undefined, 'evidencia'],
  [`${'n'.repeat(300)}.pdf`, `${'n'.repeat(251)}.pdf`],
])('%j becomes %j', (name, expected) => {
  expect(cleanFileName(name)).toBe(expected);
});

test.each([
  ['laudo.pdf', 'application/pdf', 'laudo.pdf'],
  ['LAUDO.PDF', 'application/pdf', 'LAUDO.PDF'],
  ['tela.png', 'image/png', 'tela.png'],
  ['evidencia.hta', 'application/pdf', 'evidencia.hta.pdf'],
  ['tela.pdf', 'image/png', 'tela.pdf.png'],
  ['laudo', 'application/pdf', 'laudo.pdf'],
  ['.pdf', 'application/pdf', '.pdf.pdf'],
  ['laudo.pdf.', 'application/pdf', 'laudo.pdf'],
  ['script.js. .', 'application/pdf', 'script.js.pdf'],
  ['...', 'application/pdf', 'evidencia.pdf'],
] as const)('%j that is %s is called %j', (name, mediaType, expected) => {
  expect(evidenceFileName(name, mediaType)).toBe(expected);
});

test('whatever the name, the ending is that of the bytes, and the length within the limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (name) => {
      const called = evidenceFileName(cleanFileName(name), 'application/pdf');
      expect(called.toLowerCase().endsWith('.pdf')).toBe(true);
      expect([...called].length).toBeLessThanOrEqual(LIMITS.fileName.max);
    }),
  );
});
