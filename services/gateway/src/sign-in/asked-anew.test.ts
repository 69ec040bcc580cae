import { expect, it } from 'vitest';
import { askedAnew } from './asked-anew.ts';

const WANTED = 1_796_000_000_900;

it.each<[string, unknown, number | undefined, boolean]>([
  ['in the same second', 1_796_000_000, WANTED, true],
  ['a little later', 1_796_000_300, WANTED, true],
  ['by a clock that is slow', 1_795_999_971, WANTED, true],
  ['before', 1_795_999_970, WANTED, false],
  ['at a moment that the issuer does not tell', undefined, WANTED, false],
  ['at no moment', '1796000300', WANTED, false],
  ['though nobody wanted it', 1_796_000_300, undefined, false],
])('%s', (_name, authTime, wantedAt, anew) => expect(askedAnew(authTime, wantedAt)).toBe(anew));
