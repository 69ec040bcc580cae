import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { filesOf, withFiles } from './domain-by-file.ts';

const parsed = (code: string) => parseAst(code, { lang: 'tsx' }).body as unknown as Parameters<typeof filesOf>[0];
const files = new Map([
  ['valid', '/domain/parsed.ts'],
  ['LIMITS', '/domain/limits.ts'],
]);
const direct = (code: string) => withFiles(code, parsed(code), files);

test('the index tells where each name stands', () => {
  const index = `export { valid, type Parsed } from './parsed.ts';\nexport { LIMITS as limits } from './limits.ts';`;
  const found = filesOf(parsed(index));
  expect(found.get('valid')).toMatch(/packages\/domain\/src\/parsed\.ts$/);
  expect(found.get('limits')).toMatch(/packages\/domain\/src\/limits\.ts$/);
});

test('each name is taken from its file, under the name that it has here, and nothing else changes', () => {
  const code = `import { type Parsed, valid as ok, LIMITS } from '@portal/domain';\nimport { useState } from 'react';\nok(1);`;
  expect(direct(code)).toBe(
    `import { valid as ok } from "/domain/parsed.ts"; import { LIMITS as LIMITS } from "/domain/limits.ts";\nimport { useState } from 'react';\nok(1);`,
  );
});

test('types alone stay', () => {
  const code = `import type { Parsed } from '@portal/domain';`;
  expect(direct(code)).toBe(code);
});

test('what the domain does not have stops the build', () => {
  expect(() => direct(`import { LIMIT } from '@portal/domain';`)).toThrow('@portal/domain has no LIMIT');
  expect(() => direct(`import * as domain from '@portal/domain';`)).toThrow('no namespace');
});
