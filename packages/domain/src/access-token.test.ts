import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ACCESS_TOKEN_RANDOM,
  BASE_62,
  formatAccessToken,
  parseAccessToken,
  TEAM_TOKEN_PREFIX,
} from './access-token.ts';

const random = fc
  .array(fc.constantFrom(...BASE_62), { minLength: ACCESS_TOKEN_RANDOM, maxLength: ACCESS_TOKEN_RANDOM })
  .map((characters) => characters.join(''));

describe('a token of a team', () => {
  it('is told from one of a person, and read as it was made', () => {
    fc.assert(
      fc.property(random, (characters) => {
        const token = formatAccessToken(characters, TEAM_TOKEN_PREFIX);
        expect(token).toMatch(/^pdt_[0-9A-Za-z]{36}$/);
        expect(parseAccessToken(token)).toEqual({ ok: true, value: token });
      }),
    );
  });
});

describe('a personal access token', () => {
  it('is read as it was made', () => {
    fc.assert(
      fc.property(random, (characters) => {
        const token = formatAccessToken(characters);
        expect(token).toMatch(/^pds_[0-9A-Za-z]{36}$/);
        expect(parseAccessToken(token)).toEqual({ ok: true, value: token });
      }),
    );
  });

  it('ends with CRC-32 in base 62, filled up with zeros', () => {
    fc.assert(
      fc.property(random, (characters) => {
        const checksum = formatAccessToken(characters).slice(-6);
        const value = [...checksum].reduce((sum, digit) => sum * 62 + BASE_62.indexOf(digit), 0);
        expect(value).toBe(crc32(characters));
      }),
    );
  });

  it('shows every wrong character and every two that changed places', () => {
    fc.assert(
      fc.property(random, fc.nat(35), fc.constantFrom(...BASE_62), (characters, at, other) => {
        const token = formatAccessToken(characters);
        const place = 4 + at;
        fc.pre(token[place] !== other);
        expect(parseAccessToken(`${token.slice(0, place)}${other}${token.slice(place + 1)}`).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(random, fc.nat(34), (characters, at) => {
        const token = formatAccessToken(characters);
        const [first = '', second = ''] = token.slice(4 + at, 6 + at);
        fc.pre(first !== second);
        const swapped = `${token.slice(0, 4 + at)}${second}${first}${token.slice(6 + at)}`;
        expect(parseAccessToken(swapped).ok).toBe(false);
      }),
    );
  });

  it('is nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(parseAccessToken(text).ok).toBe(false);
      }),
    );
    const token = formatAccessToken('0'.repeat(ACCESS_TOKEN_RANDOM));
    for (const wrong of [` ${token}`, `${token}\n`, token.slice(0, -1), `${token}0`, token.toUpperCase(), '']) {
      expect(parseAccessToken(wrong).ok).toBe(false);
    }
    // The secret of a credential has the same beginning.
    expect(parseAccessToken(`pds_hml_${'a'.repeat(43)}`).ok).toBe(false);
  });
});
