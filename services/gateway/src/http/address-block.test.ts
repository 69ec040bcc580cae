import { expect, it } from 'vitest';
import { addressBlock } from './address-block.ts';

it.each([
  ['200.130.0.10', '200.130.0.10'],
  ['::ffff:200.130.0.10', '200.130.0.10'],
  ['2804:14c:65a1:8f00:1:2:3:4', '2804:14c:65a1:8f00::/64'],
  ['2804:14c:65a1:8f00::', '2804:14c:65a1:8f00::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['::1', '::/64'],
  [undefined, 'unknown'],
])('%s counts as %s', (address, block) => {
  expect(addressBlock(address)).toBe(block);
});
