import { LIMITS } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFileName } from './file-name.ts';

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
  ['', 'evidencia'],
  [undefined, 'evidencia'],
  [`${'n'.repeat(300)}.pdf`, `${'n'.repeat(251)}.pdf`],
])('%j becomes %j', (name, expected) => {
  expect(cleanFileName(name)).toBe(expected);
});
