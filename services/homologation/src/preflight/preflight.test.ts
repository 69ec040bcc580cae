import { randomUUIDv7 } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type PreflightGround, preflight } from './preflight.ts';
import type { LateCall } from './seen-lately.ts';

const now = new Date('2026-11-24T12:00:00Z');
const late = (call: Partial<LateCall>): LateCall => ({
  id: randomUUIDv7(),
  at: now,
  host: 'EHR',
  operation: 'read-patient',
  status: 200,
  codes: [],
  certificate_sha256: 'ab',
  connector: 'sistema/1.0',
  fault_id: null,
  timestamp: null,
  authors: [],
  ...call,
});
const ground = (calls: Partial<LateCall>[], more: Partial<PreflightGround['credential']> = {}): PreflightGround => ({
  credential: {
    credentialId: randomUUIDv7(),
    requestId: randomUUIDv7(),
    ownerId: randomUUIDv7(),
    state: 'ACTIVE',
    validUntil: '2027-11-24T12:00:00.000Z',
    portfolio: 'rnds',
    services: [],
    requesterIdentifier: '1',
    systemName: 'S',
    uf: 'GO',
    cnes: ['2337991'],
    certificateSha256: 'ab',
    previousCertificate: null,
    revokedCertificates: [],
    productionAsked: false,
    ...more,
  },
  trialCertificates: [],
  calls: calls.map(late),
  now,
});
const outcomes = (of: PreflightGround) => Object.fromEntries(preflight(of).map(({ key, outcome }) => [key, outcome]));

describe('before the first step', () => {
  test('the certificate before a change is right until its end, and wrong from then on', () => {
    const shown: Partial<LateCall> = { host: 'AUTH', operation: 'token', certificate_sha256: 'before' };
    const until = (validUntil: string) => ground([shown], { previousCertificate: { sha256: 'before', validUntil } });
    expect(outcomes(until('2026-11-30T00:00:00.000Z')).certificate).toBe('PASSED');
    expect(outcomes(until('2026-11-24T00:00:00.000Z')).certificate).toBe('FAILED');
  });

  test('what no call tells waits, and says what to do', () => {
    const checks = preflight(ground([]));
    expect(checks.map(({ outcome }) => outcome)).toEqual(['PASSED', ...Array(8).fill('WAITING')]);
    for (const { detail, callId } of checks) expect([detail.length > 20, callId]).toEqual([true, null]);
  });

  test('all is right of a system that sent a document', () => {
    const sent = { operation: 'create-document', authors: ['2337991'], timestamp: '2026-11-24T09:01:00-03:00' };
    const all = preflight(ground([sent, { host: 'AUTH', operation: 'token' }]));
    expect(all.map(({ outcome }) => outcome)).toEqual(Array(9).fill('PASSED'));
  });

  test.each<[string, Partial<LateCall>, string]>([
    ['a token asked for by POST', { host: 'AUTH', operation: 'token', status: 405 }, 'token'],
    ['no professional', { codes: ['EHR-ERR932'], status: 401 }, 'operator-header'],
    ['a professional from elsewhere', { codes: ['EHR-ERR906'], status: 403 }, 'operator-header'],
    ['another establishment', { operation: 'create-document', authors: ['1234567'] }, 'establishment'],
    ['a User-Agent without version', { connector: 'sistema' }, 'user-agent'],
    ['a clock of another zone', { operation: 'create-document', timestamp: '2026-11-24T09:00:00Z' }, 'clock'],
  ])('%s is to be mended, and the call that shows it is named', (_what, call, key) => {
    const of = ground([call]);
    const check = preflight(of).find((one) => one.key === key);
    expect([check?.outcome, check?.callId]).toEqual(['FAILED', of.calls[0]?.id]);
  });

  test('a credential that is suspended, and one without any certificate, too', () => {
    expect(outcomes(ground([], { state: 'SUSPENDED' })).credential).toBe('FAILED');
    expect(outcomes(ground([], { certificateSha256: null })).certificate).toBe('FAILED');
  });

  test('a call that a fault was done to says nothing', () => {
    expect(outcomes(ground([{ codes: ['EHR-ERR882'], fault_id: randomUUIDv7() }]))['server-header']).toBe('WAITING');
  });
});
