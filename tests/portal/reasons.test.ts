import { beforeAll, describe, expect, test } from 'vitest';
import { act, done, pick, refused } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { read } from './reading.ts';
import { type AccessRequest, type Cast, requestIn } from './stages.ts';

let ana: Person;
let clara: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  cast = { owner: ana, reviewer: clara };
});

describe('reasons', () => {
  let claimed: AccessRequest;
  beforeAll(async () => {
    claimed = await requestIn('IN_REVIEW', cast);
  });
  const reason = (fields: Record<string, unknown>) => ({ code: 'OTHER', message: 'Falta o uso.', ...fields });

  test.for<[string, Record<string, unknown>[], string[]]>([
    ['none', [], ['REQUIRED reasons']],
    ['51', Array.from({ length: 51 }, () => reason({})), ['INVALID reasons']],
    ['an unknown code', [reason({}), reason({ code: 'NADA' })], ['INVALID reasons.1.code']],
    ['an empty code', [reason({ code: '' })], ['INVALID reasons.0.code']],
    ['a code of production', [reason({ code: 'EVIDENCE_INSUFFICIENT' })], ['INVALID reasons.0.code']],
    ['a path that is none', [reason({ path: 'nada' })], ['INVALID reasons.0.path']],
    ['a path beyond a list', [reason({ path: 'system.ipRanges.1' })], ['INVALID reasons.0.path']],
    ['a path below zero', [reason({ path: 'system.ipRanges.-1' })], ['INVALID reasons.0.path']],
    ['a path of JavaScript', [reason({ path: '__proto__' })], ['INVALID reasons.0.path']],
    [
      'evidence that is not there',
      [reason({ path: 'evidence.01920000-0000-7000-8000-000000000000' })],
      ['INVALID reasons.0.path'],
    ],
    ['a requirement that is not there', [reason({ path: 'checklist.NADA' })], ['INVALID reasons.0.path']],
    ['no text', [reason({ message: '' })], ['REQUIRED reasons.0.message']],
    ['blank text', [reason({ message: ' \n ' })], ['REQUIRED reasons.0.message']],
    ['a text of 1,001 characters', [reason({ message: 'a'.repeat(1001) })], ['INVALID reasons.0.message']],
    ['a text with a NUL', [reason({ message: 'a\0b' })], ['INVALID reasons.0.message']],
  ])('%s: refused at their path, nothing decided', async ([, reasons, problems]) => {
    for (const mutation of ['requestChanges', 'rejectAccessRequest']) {
      const told = await refused(act(clara, mutation, { ...pick(claimed), reasons }));
      expect(told.map(({ code, path }) => `${code} ${path?.join('.')}`)).toEqual(problems);
    }
    expect(await read(clara, claimed, 'state version')).toEqual({ state: 'IN_REVIEW', version: claimed.version });
  });

  test('a message of 2,001 characters is INVALID at message', async () => {
    const message = 'a'.repeat(2001);
    const problem = [{ code: 'INVALID', path: ['message'] }];
    expect(await refused(act(clara, 'approveAccessRequest', { ...pick(claimed), message }))).toEqual(problem);
    const refusal = { ...pick(claimed), message, reasons: [reason({})] };
    expect(await refused(act(clara, 'rejectAccessRequest', refusal))).toEqual(problem);
  });

  test('are read as they were given, and every place of the form can be named', async () => {
    const request = await requestIn('IN_REVIEW', cast);
    const paths = ['system.ipRanges.0', 'manager.cpf', 'establishmentCnes', 'services.0', 'acceptedTerms', null];
    const reasons = paths.map((path) => ({ code: 'MANAGER_DATA', path, message: `Sobre ${path}.` }));
    const asked = await done(act(clara, 'requestChanges', { ...pick(request), reasons, message: 'Quase lá.' }));
    expect(asked.state).toBe('CHANGES_REQUESTED');
    const { history } = await read<{ history: { action: string }[] }>(
      ana,
      request,
      'history { action actor from to message reasons { code path message } }',
    );
    expect(history.at(-1)).toEqual({
      action: 'REQUEST_CHANGES',
      actor: expect.stringMatching(/^Clara /),
      from: 'IN_REVIEW',
      to: 'CHANGES_REQUESTED',
      message: 'Quase lá.',
      reasons,
    });
  });

  test('are listed by environment, OTHER always among them', async () => {
    const codes = async (environment: string | null) => {
      const { reasonCodes } = await clara.get<{ reasonCodes: { code: string; label: string }[] }>(
        'query ($environment: Environment) { reasonCodes(environment: $environment) { code label } }',
        { environment },
      );
      return reasonCodes.map(({ code }) => code);
    };
    expect(await codes('HOMOLOGATION')).not.toContain('EVIDENCE_INSUFFICIENT');
    for (const environment of ['HOMOLOGATION', 'PRODUCTION', null]) expect(await codes(environment)).toContain('OTHER');
    expect(await codes('PRODUCTION')).toContain('EVIDENCE_INSUFFICIENT');
  });
});
