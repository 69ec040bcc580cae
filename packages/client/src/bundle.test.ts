import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';

test('everything that a page downloads, graphql-ws included, is less than 15 kB', async () => {
  await using bundle = await rolldown({ input: join(import.meta.dirname, 'index.ts'), platform: 'browser' });
  const { output } = await bundle.generate({ format: 'esm', minify: true });
  expect(output).toHaveLength(1);
  const [{ code, imports }] = output;
  expect(imports).toEqual([]);
  const bytes = gzipSync(code, { level: 9 }).length;
  process.stdout.write(`@portal-servicos/client: ${bytes} bytes gzip\n`);
  expect(bytes).toBeLessThan(15_000);
});
