import { testPerson } from '@portal/service-kit/testing';
import { expect, it } from 'vitest';
import type { BearerGrant } from '../access/bearer-grant.ts';
import { callerKey } from './caller-key.ts';

const keyOf = (id: string, ofTeam?: string) => {
  const caller = { ...testPerson({ id }), ...(ofTeam && { ofTeam }) };
  const grant: BearerGrant = { key: id, caller, scopes: new Set(), expiresAt: () => new Date() };
  return callerKey(caller, grant, undefined);
};

it('is one for all tokens of a team, and no person’s', () => {
  expect(keyOf('a token', 'a team')).toBe(keyOf('another token', 'a team'));
  const keys = [keyOf('a token', 'a team'), keyOf('a token', 'another team'), keyOf('a person')];
  expect(new Set(keys).size).toBe(3);
});
