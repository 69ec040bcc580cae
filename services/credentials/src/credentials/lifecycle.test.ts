import { CredentialAction, CredentialState, Environment, Role } from '@portal/domain';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { allowedActions, lifecycle, permit, type Situation, stateAt } from './lifecycle.ts';

const now = new Date('2026-11-24T12:00:00Z');
const GESTOR = 'gestor';
const INTEGRADOR = 'integrador';
const LEITURA = 'leitura';
const OTHER = 'other';

const members = { [GESTOR]: 'GESTOR', [INTEGRADOR]: 'INTEGRADOR', [LEITURA]: 'LEITURA' } as const;

const actions = Object.values(CredentialAction);
const anyAction = fc.constantFrom(...actions);
const anyRoles = fc.subarray(Object.values(Role));
const anyActor = fc.record({ id: fc.constantFrom(GESTOR, INTEGRADOR, LEITURA, OTHER), roles: anyRoles });
const anySituation: fc.Arbitrary<Situation> = fc.record({
  state: fc.constantFrom(...Object.values(CredentialState)),
  expiresAt: fc.constantFrom(new Date(now.getTime() - 1), now, new Date(now.getTime() + 1)),
  members: fc.constant(members),
  environment: fc.constantFrom(...Object.values(Environment)),
  suspendedByMinistry: fc.boolean(),
  hasCertificate: fc.boolean(),
  certificateNamesHolder: fc.boolean(),
  certificateRevoked: fc.boolean(),
  productionOffered: fc.boolean(),
  hasOpenProductionRequest: fc.boolean(),
  hasOpenAlteration: fc.boolean(),
  hasTransferOffer: fc.boolean(),
});

const active: Situation = {
  state: 'ACTIVE',
  expiresAt: new Date(now.getTime() + 86_400_000),
  members,
  environment: 'HOMOLOGATION',
  suspendedByMinistry: false,
  hasCertificate: true,
  certificateNamesHolder: true,
  certificateRevoked: false,
  productionOffered: true,
  hasOpenProductionRequest: false,
  hasOpenAlteration: false,
  hasTransferOffer: false,
};
const gestor = { id: GESTOR, roles: [Role.INTEGRATOR] };
const integrador = { id: INTEGRADOR, roles: [Role.INTEGRATOR] };
const leitura = { id: LEITURA, roles: [Role.INTEGRATOR] };
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

test('what the Ministry suspended only an administrator who is not of its team reinstates', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      const suspended: Situation = {
        ...situation,
        certificateRevoked: false,
        state: 'SUSPENDED',
        suspendedByMinistry: true,
      };
      fc.pre(stateAt(suspended, now) === 'SUSPENDED');
      const may = allowedActions(suspended, actor, now).includes('REINSTATE');
      expect(may).toBe(actor.roles.includes('ADMIN') && actor.id === OTHER);
    }),
  );
});

test('the Ministry suspends what its team had suspended, once, and its team does not', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      const suspended: Situation = { ...situation, state: 'SUSPENDED' };
      fc.pre(stateAt(suspended, now) === 'SUSPENDED');
      const may = allowedActions(suspended, actor, now).includes('SUSPEND');
      expect(may).toBe(actor.roles.includes('ADMIN') && actor.id === OTHER && !suspended.suspendedByMinistry);
    }),
  );
});

test('in a team of theirs an administrator may what anybody may', () => {
  fc.assert(
    fc.property(anySituation, fc.constantFrom(GESTOR, INTEGRADOR, LEITURA), (situation, id) => {
      const may = (roles: Role[]) => allowedActions(situation, { id, roles }, now);
      expect(may([Role.INTEGRATOR, Role.ADMIN])).toEqual(may([Role.INTEGRATOR]));
    }),
  );
});

test('a secret is drawn by who works for the team of an active credential, and by nobody else', () => {
  fc.assert(
    fc.property(anySituation, anyActor, (situation, actor) => {
      const may = allowedActions(situation, actor, now).includes('ROTATE_SECRET');
      expect(may).toBe((actor.id === GESTOR || actor.id === INTEGRADOR) && stateAt(situation, now) === 'ACTIVE');
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
  [
    'the gestor of an active one',
    active,
    gestor,
    [
      'ROTATE_SECRET',
      'REQUEST_PRODUCTION',
      'REQUEST_ALTERATION',
      'CHANGE_CERTIFICATE',
      'SUSPEND',
      'REVOKE',
      'OFFER_TRANSFER',
    ],
  ],
  [
    'the gestor of one in production',
    { ...active, environment: 'PRODUCTION' as const },
    gestor,
    ['ROTATE_SECRET', 'REQUEST_ALTERATION', 'CHANGE_CERTIFICATE', 'SUSPEND', 'REVOKE', 'OFFER_TRANSFER'],
  ],
  [
    'the gestor while production is asked for',
    { ...active, hasOpenProductionRequest: true },
    gestor,
    ['ROTATE_SECRET', 'REQUEST_ALTERATION', 'CHANGE_CERTIFICATE', 'SUSPEND', 'REVOKE', 'OFFER_TRANSFER'],
  ],
  [
    'the gestor where there is no production',
    { ...active, productionOffered: false },
    gestor,
    ['ROTATE_SECRET', 'REQUEST_ALTERATION', 'CHANGE_CERTIFICATE', 'SUSPEND', 'REVOKE', 'OFFER_TRANSFER'],
  ],
  [
    'the gestor of one without a certificate',
    { ...active, hasCertificate: false },
    gestor,
    ['ROTATE_SECRET', 'REQUEST_PRODUCTION', 'REQUEST_ALTERATION', 'SUSPEND', 'REVOKE', 'OFFER_TRANSFER'],
  ],
  [
    'the gestor of one whose certificate names nobody',
    { ...active, certificateNamesHolder: false },
    gestor,
    ['ROTATE_SECRET', 'REQUEST_PRODUCTION', 'REQUEST_ALTERATION', 'SUSPEND', 'REVOKE', 'OFFER_TRANSFER'],
  ],
  [
    'who works for the team',
    active,
    integrador,
    ['ROTATE_SECRET', 'REQUEST_PRODUCTION', 'REQUEST_ALTERATION', 'CHANGE_CERTIFICATE', 'SUSPEND'],
  ],
  ['who only reads', active, leitura, []],
  ['an administrator', active, admin, ['SUSPEND', 'REVOKE']],
  [
    'the gestor of one they suspended',
    { ...active, state: 'SUSPENDED' as const },
    gestor,
    ['OFFER_TRANSFER', 'REINSTATE', 'REVOKE'],
  ],
  [
    'an administrator with one its team suspended',
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
    'the gestor of one the Ministry suspended',
    { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true },
    gestor,
    ['OFFER_TRANSFER', 'REVOKE'],
  ],
])('%s may do what the domain says', (_who, situation, actor, expected) => {
  expect(allowedActions(situation, actor, now)).toEqual(expected);
});

test.each([
  ['ROTATE_SECRET', active, admin, 'TEAM_ONLY'],
  ['REVOKE', active, integrador, 'TEAM_ROLE'],
  ['ROTATE_SECRET', active, leitura, 'TEAM_ROLE'],
  ['CHANGE_CERTIFICATE', active, admin, 'TEAM_ONLY'],
  ['CHANGE_CERTIFICATE', active, leitura, 'TEAM_ROLE'],
  ['CHANGE_CERTIFICATE', { ...active, hasCertificate: false }, gestor, 'BOUND_TO_CERTIFICATE'],
  ['CHANGE_CERTIFICATE', { ...active, certificateNamesHolder: false }, gestor, 'CERTIFICATE_NAMES_HOLDER'],
  ['CHANGE_CERTIFICATE', { ...active, state: 'SUSPENDED' as const }, gestor, 'CERTIFICATE_REVOKED'],
  [
    'REINSTATE',
    { ...active, state: 'SUSPENDED' as const, certificateRevoked: true },
    gestor,
    'CERTIFICATE_NOT_REVOKED',
  ],
  ['REINSTATE', { ...active, state: 'SUSPENDED' as const, certificateRevoked: true }, admin, 'CERTIFICATE_NOT_REVOKED'],
  ['REQUEST_PRODUCTION', { ...active, hasOpenProductionRequest: true }, gestor, 'NO_OPEN_PRODUCTION_REQUEST'],
  ['OFFER_TRANSFER', active, integrador, 'TEAM_ROLE'],
  ['OFFER_TRANSFER', active, admin, 'TEAM_ONLY'],
  ['WITHDRAW_TRANSFER', active, gestor, 'TRANSFER_OFFERED'],
  ['REQUEST_ALTERATION', active, leitura, 'TEAM_ROLE'],
  ['REQUEST_ALTERATION', active, admin, 'TEAM_ONLY'],
  ['REQUEST_ALTERATION', { ...active, hasOpenAlteration: true }, gestor, 'NO_OPEN_ALTERATION'],
  ['REQUEST_ALTERATION', { ...active, state: 'SUSPENDED' as const }, gestor, 'WRONG_STATE'],
  [
    'REINSTATE',
    { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true },
    gestor,
    'NOT_SUSPENDED_BY_MINISTRY',
  ],
  ['SUSPEND', { ...active, expiresAt: now }, gestor, 'WRONG_STATE'],
  ['SUSPEND', { ...active, state: 'SUSPENDED' as const }, gestor, 'WRONG_STATE'],
  ['SUSPEND', { ...active, state: 'SUSPENDED' as const, suspendedByMinistry: true }, admin, 'SUSPENDED_BY_TEAM'],
] as const)('%s is refused with its reason', (action, situation, actor, refusal) => {
  expect(permit(situation, actor, action, now)).toBe(refusal);
});
