import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NotOpened } from '../database/sealing.ts';
import { KeyRing, sealBytes } from './key-ring.ts';
import { type PersonalColumn, PersonalKeys } from './personal-keys.ts';
import { wordsOf } from './words.ts';

const now = randomBytes(32);
const ring = new KeyRing([['now', now]]);
const keys = new PersonalKeys(ring);
const [ana, bia] = ['0197f3a0-0000-7000-8000-00000000000a', '0197f3a0-0000-7000-8000-00000000000b'];
const MANAGER: PersonalColumn = { column: 'request.manager', subject: 'id', leaves: ['cpf', 'contact.phone'] };

const seal = (value: object, wrapped: string, of = MANAGER) => keys.sealJson(of, { value, subject: ana, wrapped });
const open = (value: unknown, key: string | null, { column = MANAGER.column, subject = ana, by = keys } = {}) =>
  by.open({ _personal: column, subject, value, key });

test('what was sealed is read as it was, whatever is in it and whatever is not', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(null));
  const value = fc.record({ name: text, cpf: text, contact: fc.oneof(fc.constant(null), fc.record({ phone: text })) });
  fc.assert(
    fc.property(value, (manager) => {
      const wrapped = ring.draw(ana);
      expect(open(seal(manager, wrapped), wrapped)).toEqual(manager);
    }),
  );
});

test('it shows nothing of what is sealed, all of the rest, and is another each time', () => {
  const wrapped = ring.draw(ana);
  const manager = { name: 'Ana', cpf: '52998224725', contact: { phone: '61999990000' } };
  const [one, other] = [seal(manager, wrapped), seal(manager, wrapped)];
  expect(one).toMatchObject({ name: 'Ana', cpf: null, contact: { phone: null }, _sealed: expect.any(String) });
  expect(one).not.toEqual(other);
  expect(JSON.stringify(one)).not.toMatch(/52998224725|61999990000/);
});

test('what says nothing of people stays as it is, and plain text of before is read', () => {
  const wrapped = ring.draw(ana);
  expect(seal({ name: 'Ana', cpf: null }, wrapped)).toEqual({ name: 'Ana', cpf: null });
  expect(open({ name: 'Ana', cpf: '52998224725' }, null)).toEqual({ name: 'Ana', cpf: '52998224725' });
  expect(open('ana@hospital.br', null)).toBe('ana@hospital.br');
});

test('without its key it is absent, and all else is there', () => {
  const sealed = seal({ name: 'Ana', cpf: '52998224725' }, ring.draw(ana));
  expect(open(sealed, null)).toEqual({ name: 'Ana', cpf: null });
});

test('changed anywhere, it is not opened', () => {
  const wrapped = ring.draw(ana);
  const sealed = seal({ cpf: '52998224725' }, wrapped) as { _sealed: string };
  fc.assert(
    fc.property(
      fc.nat(Buffer.from(sealed._sealed, 'base64url').length - 1),
      fc.integer({ min: 1, max: 255 }),
      (at, by) => {
        const bytes = Buffer.from(sealed._sealed, 'base64url');
        bytes[at] = (bytes[at] ?? 0) ^ by;
        expect(() => open({ ...sealed, _sealed: bytes.toString('base64url') }, wrapped)).toThrow(NotOpened);
      },
    ),
  );
  for (const cut of ['', 'A', sealed._sealed.slice(0, 30)]) {
    expect(() => open({ ...sealed, _sealed: cut }, wrapped)).toThrow(NotOpened);
  }
});

test('the key of another, another column and another subject open nothing', () => {
  const wrapped = ring.draw(ana);
  const sealed = seal({ cpf: '52998224725' }, wrapped);
  expect(() => open(sealed, ring.draw(ana))).toThrow(NotOpened);
  // A key in the place of another's is not even unwrapped.
  expect(() => ring.unwrap(wrapped, bia)).toThrow(NotOpened);
  // Were it that of both, what is sealed for one is still not the other's.
  const ofBoth = `now:${sealBytes(createSecretKey(now), ring.unwrap(wrapped, ana).export(), `key of ${bia}`)}`;
  expect(() => open(sealed, ofBoth, { subject: bia })).toThrow(NotOpened);
  expect(() => open(sealed, wrapped, { column: 'request.submitted' })).toThrow(NotOpened);
});

test('a key that the configuration does not have is named, and opens nothing', () => {
  const wrapped = ring.draw(ana);
  const sealed = seal({ cpf: '52998224725' }, wrapped);
  const others = new PersonalKeys(new KeyRing([['other', randomBytes(32)]]));
  expect(() => open(sealed, wrapped, { by: others })).toThrow(/"now", which is not among those of the configuration/);
  // One of the same name is another all the same.
  const impostors = new PersonalKeys(new KeyRing([['now', randomBytes(32)]]));
  expect(() => open(sealed, wrapped, { by: impostors })).toThrow(NotOpened);
});

test('wrapped by a new key, with the one before it still there, all is opened; and after that without it', () => {
  const [before, after] = [randomBytes(32), randomBytes(32)];
  const wrapped = new KeyRing([['before', before]]).draw(ana);
  const sealed = new PersonalKeys(new KeyRing([['before', before]])).sealJson(MANAGER, {
    value: { cpf: '52998224725' },
    subject: ana,
    wrapped,
  });
  const both = new KeyRing([
    ['after', after],
    ['before', before],
  ]);
  expect(open(sealed, wrapped, { by: new PersonalKeys(both) })).toEqual({ cpf: '52998224725' });
  const rewrapped = both.rewrap(wrapped, ana);
  const alone = new PersonalKeys(new KeyRing([['after', after]]));
  expect(open(sealed, rewrapped, { by: alone })).toEqual({ cpf: '52998224725' });
  expect(() => open(sealed, wrapped, { by: alone })).toThrow(NotOpened);
});

test('an e-mail is found by the whole of it, by its sides and by its words, whatever their case and accents', () => {
  expect(wordsOf('Ána.Souza@Hospital.SP.gov.br')).toEqual([
    'ana.souza@hospital.sp.gov.br',
    'ana.souza',
    'hospital.sp.gov.br',
    '@hospital.sp.gov.br',
    'ana',
    'souza',
    'hospital',
    'sp',
    'gov',
    'br',
  ]);
});
