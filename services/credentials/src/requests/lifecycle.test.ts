import { type AssuranceLevel, type Role, TeamRole, teamMay } from '@portal/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Actor,
  allowedActs,
  lifecycle,
  permit,
  permitRule,
  type Situation,
  type Transition,
} from './lifecycle.ts';
import { flawsOf, states } from './lifecycle-check.ts';
import { lifecyclePage } from './lifecycle-diagram.ts';

const people = ['ana', 'bruno', 'clara', 'davi', 'elis'];
const teams = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...people), fc.constantFrom(...Object.values(TeamRole))), {
    selector: ([person]) => person,
    minLength: 1,
  })
  .map((members): Situation['members'] => Object.fromEntries(members));
const situations = fc.record<Situation>({
  state: fc.constantFrom(...states.all),
  portfolio: fc.constantFrom('rnds', 'cnes'),
  members: teams,
  reviewerId: fc.option(fc.constantFrom(...people)),
  approvedBy: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2 }),
  fourEyes: fc.boolean(),
});
const actors = fc.record<Actor>({
  id: fc.constantFrom(...people),
  roles: fc.subarray<Role>(['REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN']).map((more): Role[] => ['INTEGRATOR', ...more]),
  assuranceLevel: fc.constantFrom<AssuranceLevel>('BRONZE', 'SILVER', 'GOLD'),
  portfolios: fc.option(fc.constantFrom(['rnds'], ['cnes'], ['rnds', 'cnes'])),
});
const held = fc.tuple(situations, actors).map(([situation, actor]): [Situation, Actor] => [
  { ...situation, state: 'IN_REVIEW', reviewerId: actor.id },
  { ...actor, roles: [...actor.roles, 'REVIEWER'], portfolios: null },
]);
const acts = fc.constantFrom(...new Set(lifecycle.map(({ act }) => act)));

describe('the table of transitions', () => {
  it('has no flaw', () => {
    expect(flawsOf(lifecycle)).toEqual([]);
  });

  it('lets nobody act on what is final', () => {
    fc.assert(
      fc.property(situations, actors, (situation, actor) => {
        fc.pre(states.final.includes(situation.state));
        expect(allowedActs(situation, actor)).toEqual([]);
      }),
    );
  });

  it('lists as allowed exactly what it permits', () => {
    fc.assert(
      fc.property(situations, actors, acts, (situation, actor, act) => {
        const permitted = typeof permit(situation, actor, act) === 'object';
        expect(allowedActs(situation, actor).includes(act)).toBe(permitted);
      }),
    );
  });

  it('never lets a team decide on its own request, nor others or those who only read act for it', () => {
    fc.assert(
      fc.property(situations, actors, acts, (situation, actor, act) => {
        const row = permit(situation, actor, act);
        fc.pre(typeof row === 'object');
        const ofTeams = ['EDIT', 'ATTACH_EVIDENCE', 'REMOVE_EVIDENCE', 'SUBMIT', 'CANCEL'].includes(act);
        const role = situation.members[actor.id] ?? null;
        if (ofTeams) expect(['GESTOR', 'INTEGRADOR']).toContain(role);
        else expect(role).toBeNull();
        if (act === 'CANCEL' && situation.state !== 'DRAFT') expect(role).toBe('GESTOR');
      }),
    );
  });

  it('lets only the holder decide, whatever else they are', () => {
    const decisions = fc.constantFrom('APPROVE', 'REJECT', 'REQUEST_CHANGES', 'ASSESS');
    fc.assert(
      fc.property(situations, actors, decisions, (situation, actor, act) => {
        const holds = actor.roles.includes('REVIEWER') && situation.reviewerId === actor.id;
        if (!holds) expect(typeof permit(situation, actor, act)).toBe('string');
      }),
    );
  });

  it('lets nobody do as a reviewer what is of a portfolio that they are not bound to, and binds no other role', () => {
    const ofReviewers = fc.constantFrom('CLAIM', 'ASSESS', 'APPROVE', 'REJECT', 'REQUEST_CHANGES');
    const elsewhere = actors.map((actor): Actor => ({ ...actor, portfolios: ['rnds'] }));
    fc.assert(
      fc.property(situations, elsewhere, ofReviewers, acts, (situation, actor, act, any) => {
        const ofAnother = { ...situation, portfolio: 'cnes' };
        expect(typeof permit(ofAnother, actor, act)).toBe('string');
        const roles = actor.roles.filter((role) => role !== 'REVIEWER');
        const other = { ...actor, roles };
        expect(typeof permit(ofAnother, other, any)).toBe(
          typeof permit(ofAnother, { ...other, portfolios: null }, any),
        );
      }),
    );
  });

  it('lets an auditor change nothing of what is not their own', () => {
    fc.assert(
      fc.property(situations, fc.constantFrom(...people), (situation, id) => {
        const auditor: Actor = { id, roles: ['INTEGRATOR', 'AUDITOR'], assuranceLevel: 'GOLD', portfolios: null };
        if (!Object.hasOwn(situation.members, id)) expect(allowedActs(situation, auditor)).toEqual([]);
      }),
    );
  });

  it('asks for two approvals of different people where four eyes are asked for, and for one elsewhere', () => {
    fc.assert(
      fc.property(held, ([situation, actor]) => {
        const row = permit(situation, actor, 'APPROVE');
        if (typeof row === 'string') {
          expect(actor.id in situation.members || situation.approvedBy.includes(actor.id)).toBe(true);
          return;
        }
        if (row.to === 'SUBMITTED') expect(situation).toMatchObject({ fourEyes: true, approvedBy: [] });
        else expect(situation.approvedBy).not.toContain(actor.id);
        if (situation.fourEyes && situation.approvedBy.length === 0) expect(row.to).toBe('SUBMITTED');
      }),
    );
  });

  it('lets the rule of a portfolio approve what was just submitted, and nobody in its place', () => {
    for (const state of states.all) {
      const byRule = () => permitRule({ state });
      if (state === 'SUBMITTED') expect(byRule()).toMatchObject({ act: 'APPROVE', to: 'APPROVED', who: ['RULE'] });
      else expect(byRule).toThrow(state);
    }
    fc.assert(
      fc.property(situations, actors, (situation, actor) => {
        const row = permit({ ...situation, state: 'SUBMITTED' }, actor, 'APPROVE');
        expect(row).toBe(actor.id in situation.members ? 'OWN_REQUEST' : 'WRONG_STATE');
      }),
    );
  });

  it('asks who submits for a silver or gold account', () => {
    fc.assert(
      fc.property(situations, actors, (situation, actor) => {
        const role = situation.members[actor.id] ?? null;
        fc.pre(teamMay(role, 'SUBMIT'));
        const result = permit({ ...situation, state: 'DRAFT' }, actor, 'SUBMIT');
        if (actor.assuranceLevel === 'BRONZE') expect(result).toBe('ACCOUNT_LEVEL');
        else expect(result).toMatchObject({ to: 'SUBMITTED' });
      }),
    );
  });
});

describe('the validator', () => {
  const without = (...gone: Transition['act'][]) => lifecycle.filter(({ act }) => !gone.includes(act));

  it.each<[string, readonly Transition[], string]>([
    [
      'an unknown state',
      [...lifecycle, { from: 'DRAFT', act: 'CLAIM', to: 'LOST' as 'DRAFT', who: ['TEAM'] }],
      'unknown state LOST',
    ],
    ['a state nobody gets to', without('REJECT'), 'unreachable state REJECTED'],
    [
      'a final state that is left',
      [...lifecycle, { from: 'REJECTED', act: 'EDIT', to: 'DRAFT', who: ['TEAM'] }],
      'final state REJECTED is left by EDIT',
    ],
    [
      'a state without an end',
      lifecycle.filter(({ from }) => from !== 'CHANGES_REQUESTED'),
      'no final state can be reached from CHANGES_REQUESTED',
    ],
    [
      'two transitions for one act',
      [...lifecycle, { from: 'SUBMITTED', act: 'CLAIM', to: 'APPROVED', who: ['RELEASER'] }],
      'two transitions for CLAIM in SUBMITTED',
    ],
  ])('names %s', (_, table, flaw) => {
    expect(flawsOf(table)).toContain(flaw);
  });
});

it('the page about it says what the table says', async () => {
  await expect(lifecyclePage()).toMatchFileSnapshot('../../lifecycle.md');
});
