import { expect, test } from 'vitest';
import { unfitPlatform } from './platform.ts';

test.each([
  ['linux', 'x64'],
  ['linux', 'arm64'],
  ['darwin', 'x64'],
  ['darwin', 'arm64'],
] as const)('the portal runs on %s-%s', (platform, arch) => expect(unfitPlatform({ platform, arch })).toBeUndefined());

test('who starts it elsewhere is told where it runs', () => {
  expect(unfitPlatform({ platform: 'win32', arch: 'x64' })).toContain('WSL');
  expect(unfitPlatform({ platform: 'linux', arch: 'riscv64' })).toContain('not on linux-riscv64');
});
