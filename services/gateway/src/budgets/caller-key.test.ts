import type { Caller } from '@portal/service-kit/identity';
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

it('tells apart people in browsers, their programs, systems, services, and who is not signed in by where they are', () => {
  const system = { kind: 'client', clientId: 'hml-1', credentialId: 'c', requestId: 'r' } as const;
  const service = { kind: 'resource-server', id: 'ehr' } as Caller;
  const anonymous = (address: string | undefined) => callerKey({ kind: 'anonymous' }, undefined, address);
  expect([
    callerKey(testPerson({ id: 'ana' }), undefined, '200.130.0.1'),
    keyOf('ana'),
    callerKey(system, undefined, '200.130.0.1'),
    callerKey(service, undefined, '200.130.0.1'),
    anonymous('200.130.0.1'),
  ]).toEqual(['person ana', 'token ana', 'client hml-1', 'resource-server ehr', 'anonymous 200.130.0.1']);
  expect(anonymous('2804:14c::1')).toBe(anonymous('2804:14c::2'));
  expect(anonymous('200.130.0.1')).not.toBe(anonymous('200.130.0.2'));
});
