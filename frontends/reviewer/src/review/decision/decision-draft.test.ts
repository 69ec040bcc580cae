import { expect, test } from 'vitest';
import { requestForTests } from '../submission/request-for-tests.ts';
import { EMPTY_DRAFT, EMPTY_REASON, faultsOf, isWritten, toReasonInputs } from './decision-draft.ts';

const reason = { code: 'OTHER', path: '', message: 'Falta o laudo.' };
const warning = {
  code: 'ESTABLISHMENT_UNVERIFIED',
  path: ['establishment'],
  message: '…',
  mustAccept: true,
  acceptedAt: null,
  acceptedBy: null,
} as const;
const notice = { ...warning, code: 'IP_ANY', mustAccept: false } as const;

test('a refusal needs a code and a text for every reason', () => {
  const faults = faultsOf('REJECT', { ...EMPTY_DRAFT, reasons: [reason, EMPTY_REASON] }, requestForTests());
  expect(Object.keys(faults)).toEqual(['reasons.1.code', 'reasons.1.message']);
});

test('personal data has to be found in a piece of evidence', () => {
  const personal = { ...reason, code: 'EVIDENCE_PERSONAL_DATA' };
  const faults = (path: string) =>
    faultsOf('REQUEST_CHANGES', { ...EMPTY_DRAFT, reasons: [{ ...personal, path }] }, requestForTests());
  expect(faults('manager.cpf')).toHaveProperty(['reasons.0.path']);
  expect(faults('evidence.e1')).toEqual({});
});

test('an approval names every warning that must be accepted, and only those', () => {
  const request = requestForTests({
    warnings: [
      { ...warning, path: [...warning.path] },
      { ...notice, path: [] },
    ],
  });
  expect(faultsOf('APPROVE', EMPTY_DRAFT, request)).toHaveProperty('accepted');
  expect(faultsOf('APPROVE', { ...EMPTY_DRAFT, accepted: ['ESTABLISHMENT_UNVERIFIED'] }, request)).toEqual({});
});

test('a text that is too long is told before it is sent', () => {
  expect(faultsOf('APPROVE', { ...EMPTY_DRAFT, message: 'x'.repeat(2001) }, requestForTests())).toHaveProperty(
    'message',
  );
});

test('a reason about the whole request has no path', () => {
  expect(
    toReasonInputs({ ...EMPTY_DRAFT, reasons: [reason, { ...reason, path: 'system.name', message: ' x ' }] }),
  ).toEqual([
    { code: 'OTHER', message: 'Falta o laudo.' },
    { code: 'OTHER', path: 'system.name', message: 'x' },
  ]);
});

test('an untouched draft is nothing to lose', () => {
  expect(isWritten(EMPTY_DRAFT)).toBe(false);
  expect(isWritten({ ...EMPTY_DRAFT, message: 'a' })).toBe(true);
  expect(isWritten({ ...EMPTY_DRAFT, reasons: [{ ...EMPTY_REASON, code: 'OTHER' }] })).toBe(true);
});
