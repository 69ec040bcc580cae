import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALTERATION_REFUSALS, alterationNeedsEvidence, certificateOfAlteration, isRenewal } from './alteration.ts';
import { CredentialState } from './credential-state.ts';

const anyCertificate = fc.option(fc.constantFrom('one', 'two', 'three').map((sha256) => ({ sha256 })));
const anyServices = fc.subarray(['auth', 'pdq', 'estoque', 'leitos']);

test('an active credential alone is altered, and every other state says why not', () => {
  for (const state of Object.values(CredentialState)) {
    expect(ALTERATION_REFUSALS[state] === null).toBe(state === 'ACTIVE');
  }
});

test('a certificate that the alteration left alone never comes back, and one that it chose always counts', () => {
  fc.assert(
    fc.property(anyCertificate, anyCertificate, anyCertificate, (began, asked, present) => {
      const untouched = began?.sha256 === asked?.sha256;
      expect(certificateOfAlteration(began, asked, present)).toBe(untouched ? present : asked);
      expect(certificateOfAlteration(began, began, present)).toBe(present);
    }),
  );
});

test('evidence is asked for a service in production that was not granted, and for nothing else', () => {
  fc.assert(
    fc.property(anyServices, anyServices, (granted, asked) => {
      expect(alterationNeedsEvidence('HOMOLOGATION', granted, asked)).toBe(false);
      expect(alterationNeedsEvidence('PRODUCTION', granted, asked)).toBe(
        asked.some((one) => !new Set(granted).has(one)),
      );
    }),
  );
});

test('what changes nothing renews from thirty days before the end, and only what has no certificate', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const in30 = new Date('2026-12-24T12:00:00Z');
  expect(isRenewal({ hasCertificate: false, expiresAt: in30 }, now)).toBe(true);
  expect(isRenewal({ hasCertificate: false, expiresAt: new Date(in30.getTime() + 1) }, now)).toBe(false);
  expect(isRenewal({ hasCertificate: true, expiresAt: now }, now)).toBe(false);
});
