import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { lookAtBuild } from './last-build.ts';

test('a file that a build reads or wrote is missed neither when it comes or goes nor when it changes; what it needs is not looked at', async () => {
  const root = await mkdtemp(join(tmpdir(), 'build-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const folder of ['docs', 'frontends', 'packages', 'services/a/dist', 'services/a/node_modules']) {
    await mkdir(join(root, folder), { recursive: true });
  }
  for (const file of ['package.json', 'pnpm-lock.yaml', 'tsconfig.base.json']) await writeFile(join(root, file), '');
  const [source, output] = [join(root, 'services/a/a.ts'), join(root, 'services/a/dist/a.js')];

  const empty = lookAtBuild(root);
  await writeFile(join(root, 'services/a/node_modules/b.js'), '');
  expect(lookAtBuild(root)).toEqual(empty);

  await writeFile(source, '1');
  const come = lookAtBuild(root);
  await utimes(source, 1, 1);
  const changed = lookAtBuild(root);
  expect(new Set([empty, come, changed].map(({ read }) => read)).size).toBe(3);
  expect(changed.written).toBe(empty.written);

  await writeFile(output, '1');
  const built = lookAtBuild(root);
  expect(built).toEqual({ read: changed.read, written: expect.not.stringMatching(empty.written) });
  await rm(output);
  await rm(source);
  expect(lookAtBuild(root)).toEqual(empty);
});
