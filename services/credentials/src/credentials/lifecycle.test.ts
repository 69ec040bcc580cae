import { CredentialAction, CredentialState, Environment, Role } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedActions, lifecycle, permit, type Situation, stateAt } from './lifecycle.ts';

const now = new Date('2026-11-24T12:00:00Z');
const OWNER = 'owner';
const OTHER = 'other';

const actions = Object.values(CredentialAction);
const anyAction = fc.constantFrom(...actions);
const anyRoles = fc.subarray(Object.values(Role));
const anyActor = fc.record({ id: fc.constantFrom(OWNER, OTHER), roles: anyRoles });
const anySituation: fc.Arbitrary<Situation> = fc.record({
  state: fc.constantFrom(...Object.values(CredentialState)),
  expiresAt: fc.constantFrom(new Date(now.getTime() - 1), now, new Date(now.getTime() + 1)),
  ownerId: fc.constant(OWNER),
  environment: fc.constantFrom(...Object.values(Environment)),
  suspendedByMinistry: fc.boolean(),
  productionOffered: fc.boolean(),
  hasOpenProductionRequest: fc.boolean(),
});

const active: Situation = {
  state: 'ACTIVE',
  expiresAt: new Date(now.getTime() + 86_400_000),
  ownerId: OWNER,
  environment: 'HOMOLOGATION',
  suspendedByMinistry: false,
  productionOffered: true,
  hasOpenProductionRequest: false,
};
const owner = { id: OWNER, roles: [Role.INTEGRATOR] };
const admin = { id: OTHER, roles: [Role.INTEGRATOR, Role.ADMIN] };

test('a row of the table leads on from one state by one action only', () => {
  const keys = lifecycle.map(({ from, action }) => `${from} ${action}`);
  expect(new Set(keys).size).toBe(keys.length);
});

test('revoked and expired are final: nobody may do anything', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      fc.pre(['REVOKED', 'EXPIRED'].includes(stateAt(situation, now)));
      expect(allowedActions(situation, actor, now)).toEqual([]);
    }),
  );
});

test('a credential that is not theirs does not exist for anybody but an administrator', () => {
  fc.assert(
    fc.property(anySituation, anyRoles, anyAction, (situation, roles, action) => {
      const refused = permit(situation, { id: OTHER, roles }, action, now) === 'NOT_FOUND';
      expect(refused).toBe(!roles.includes('ADMIN'));
    }),
  );
});

test('allowedActions holds exactly what permit lets through, and leads where the table says', () => {
  fc.assert(
    fc.property(anySituation, anyActor, anyAction, (situation, actor, action) => {
      const outcome = permit(situation, actor, action, now);
      expect(allowedActions(situation, actor, now).includes(action)).toBe(typeof outcome === 'object');
      if (typeof outcome === 'object') expect(outcome).toMatchObject({ from: stateAt(situation, now), action });
    }),
  );
});

test('what the Ministry suspended only an administrator reinstates', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      const suspended: Situation = { ...situation, state: 'SUSPENDED', suspendedByMinistry: true };
      fc.pre(stateAt(suspended, now) === 'SUSPENDED');
      const may = allowedActions(suspended, actor, now).includes('REINSTATE');
      expect(may).toBe(actor.roles.includes('ADMIN'));
    }),
  );
});

test('the Ministry suspends what its owner had suspended, once, and its owner does not', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      const suspended: Situation = { ...situation, state: 'SUSPENDED' };
      fc.pre(stateAt(suspended, now) === 'SUSPENDED');
      const may = allowedActions(suspended, actor, now).includes('SUSPEND');
      expect(may).toBe(actor.roles.includes('ADMIN') && !suspended.suspendedByMinistry);
    }),
  );
});

test('a secret is drawn by the owner of an active credential, and by nobody else', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      const may = allowedActions(situation, actor, now).includes('ROTATE_SECRET');
      expect(may).toBe(actor.id === OWNER && stateAt(situation, now) === 'ACTIVE');
    }),
  );
});

test('an active or suspended credential is expired from its last moment on, others stay as they are', () => {
  fc.assert(
    fc.property(anySituation, ({ state, expiresAt }) => {
      const past = expiresAt <= now && (state === 'ACTIVE' || state === 'SUSPENDED');
      expect(stateAt({ state, expiresAt }, now)).toBe(past ? 'EXPIRED' : state);
    }),
  );
});

test.each([
  ['the owner of an active one', active, owner, ['ROTATE_SECRET', 'REQUEST_PRODUCTION', 'SUSPEND', 'REVOKE']],
  [
    'the owner of one in production',
    { ...active, environment: 'PRODUCTION' as const },
    owner,
    ['ROTATE_SECRET', 'SUSPEND', 'REVOKE'],
  ],
  [
    'the owner while production is asked for',
    { ...active, hasOpenProductionRequest: true },
    owner,
    ['ROTATE_SECRET', 'SUSPEND', 'REVOKE'],
  ],
  [
    'the owner where there is no production',
    { ...active, productionOffered: false },
    owner,
    ['ROTATE_SECRET', 'SUSPEND', 'REVOKE'],
  ],
  ['an administrator', active, admin, ['SUSPEND', 'REVOKE']],
  ['the owner of one they suspended', { ...active, state: 'SUSPENDED' as const }, owner, ['REINSTATE', 'REVOKE']],
  [
    'an administrator with one its owner suspended',
    { ...active, state: 'SUSPENDED' as const },
    admin,
    ['SUSPEND', 'REINSTATE', 'REVOKE'],
  ],
  [
    'an administrator with one the Ministry suspended',
    { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true },
    admin,
    ['REINSTATE', 'REVOKE'],
  ],
  [
    'the owner of one the Ministry suspended',
    { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true },
    owner,
    ['REVOKE'],
  ],
])('%s may do what the domain says', (_who, situation, actor, expected) => {
  expect(allowedActions(situation, actor, now)).toEqual(expected);
});

test.each([
  ['ROTATE_SECRET', active, admin, 'OWNER_ONLY'],
  ['REQUEST_PRODUCTION', { ...active, hasOpenProductionRequest: true }, owner, 'NO_OPEN_PRODUCTION_REQUEST'],
  [
    'REINSTATE',
    { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true },
    owner,
    'NOT_SUSPENDED_BY_MINISTRY',
  ],
  ['SUSPEND', { ...active, expiresAt: now }, owner, 'WRONG_STATE'],
  ['SUSPEND', { ...active, state: 'SUSPENDED' as const }, owner, 'WRONG_STATE'],
  ['SUSPEND', { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true }, admin, 'SUSPENDED_BY_OWNER'],
] as const)('%s is refused with its reason', (action, situation, actor, refusal) => {
  expect(permit(situation, actor, action, now)).toBe(refusal);
});
