import { beforeAll, describe, expect, test } from 'vitest';
import { contentWithoutCertificate, refused, uniqueName } from './arrange.ts';
import { movedToItsEnd } from './clock.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { actOnCredential, attach, bring, homologationCredential, productionDraft } from './stages.ts';

let ana: Person;
let bruno: Person;
let clara: Person;
let elis: Person;
let cast: { owner: Person; reviewer: Person };

beforeAll(async () => {
  ({ ana, bruno, clara, elis } = await signedIn('ana', 'bruno', 'clara', 'elis'));
  cast = { owner: ana, reviewer: clara };
});

const REASON = 'Sistema em manutenção.';
const suspend = (person: Person, id: string, reason = REASON) =>
  actOnCredential(person, 'suspendCredential', { id, reason });
const reinstate = (person: Person, id: string) => actOnCredential(person, 'reinstateCredential', { id });
const revoke = (person: Person, id: string, reason = REASON) =>
  actOnCredential(person, 'revokeCredential', { id, reason });
const rotate = (person: Person, id: string, overlapHours?: number) =>
  actOnCredential(person, 'rotateCredentialSecret', overlapHours === undefined ? { id } : { id, overlapHours });

/** The credential after an act that has to succeed. */
async function done(payload: ReturnType<typeof actOnCredential>) {
  const { credential, problems, secret } = await payload;
  expect(problems).toEqual([]);
  if (!credential) throw new Error('The act answered no credential');
  return { ...credential, secret };
}

async function stateOf(person: Person, id: string): Promise<Record<string, unknown> | null> {
  const { credential } = await person.get<{ credential: Record<string, unknown> | null }>(
    `query ($id: ID!) { credential(id: $id) {
       state stateReason suspendedByMinistry secretIssuedAt previousSecretExpiresAt allowedActions } }`,
    { id },
  );
  return credential;
}

describe('a secret', () => {
  test('is drawn by its owner alone, is new each time, and is read nowhere else', async () => {
    const id = await homologationCredential(cast);
    expect(await stateOf(ana, id)).toMatchObject({ secretIssuedAt: null, previousSecretExpiresAt: null });
    for (const person of [bruno, clara]) {
      expect(await refused(rotate(person, id))).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
    }
    expect(await refused(rotate(elis, id))).toEqual([{ code: 'NOT_ALLOWED', path: null }]);

    const first = await done(rotate(ana, id));
    expect(first.secret).toMatch(/^pds_hml_[\w-]{43}$/);
    expect(first).toMatchObject({ secretIssuedAt: expect.any(String), previousSecretExpiresAt: null });
    const second = await done(rotate(ana, id));
    expect(second.secret).not.toBe(first.secret);
    const overlap = Date.parse(second.previousSecretExpiresAt ?? '') - Date.parse(second.secretIssuedAt ?? '');
    expect(overlap / 3_600_000).toBe(24);
  });

  test.each([-1, 169, 2_147_483_647, -2_147_483_648])(
    'with an overlap of %i hours is not drawn',
    async (overlapHours) => {
      const id = await homologationCredential(cast);
      await done(rotate(ana, id));
      const before = await stateOf(ana, id);
      const { secret, ...payload } = await rotate(ana, id, overlapHours);
      expect(secret).toBeNull();
      expect(await refused(Promise.resolve(payload))).toEqual([{ code: 'INVALID', path: ['overlapHours'] }]);
      expect(await stateOf(ana, id)).toEqual(before);
    },
  );

  test.each([0, 1, 168])('leaves the one before it good for %i hours', async (overlapHours) => {
    const id = await homologationCredential(cast);
    await done(rotate(ana, id));
    const { secretIssuedAt, previousSecretExpiresAt } = await done(rotate(ana, id, overlapHours));
    const hours =
      previousSecretExpiresAt === null
        ? 0
        : (Date.parse(previousSecretExpiresAt) - Date.parse(secretIssuedAt ?? '')) / 3_600_000;
    expect(hours).toBe(overlapHours);
  });

  test('drawn twice at once is drawn once: nobody’s new secret is pushed out unseen', async () => {
    // Draws that do not meet, as on a busy machine, are draws one after the other: three that do are looked for.
    for (let round = 1; ; round += 1) {
      const id = await homologationCredential(cast);
      const answers = await Promise.all([rotate(ana, id), rotate(ana, id), rotate(ana, id)]);
      for (const { problems, secret } of answers) {
        if (secret === null) expect(problems).toMatchObject([{ code: 'CONFLICT' }]);
      }
      if (answers.filter(({ secret }) => secret !== null).length === 1) return;
      expect(round, 'rounds of draws of which more than one was drawn').toBeLessThan(10);
    }
  });
});

describe('who may do what', () => {
  const ACTS: Record<string, (person: Person, id: string) => ReturnType<typeof actOnCredential>> = {
    ROTATE_SECRET: (person, id) => rotate(person, id),
    SUSPEND: (person, id) => suspend(person, id),
    REINSTATE: (person, id) => reinstate(person, id),
    REVOKE: (person, id) => revoke(person, id),
  };
  const STATES: Record<string, () => Promise<string>> = {
    ACTIVE: () => homologationCredential(cast),
    'SUSPENDED by its owner': async () => (await done(suspend(ana, await homologationCredential(cast)))).id,
    'SUSPENDED by the Ministry': async () => (await done(suspend(elis, await homologationCredential(cast)))).id,
    REVOKED: async () => (await done(revoke(ana, await homologationCredential(cast)))).id,
    EXPIRED: async () => movedToItsEnd(await homologationCredential(cast)),
  };
  const MAY: Record<string, { ana: string[]; elis: string[] }> = {
    ACTIVE: {
      ana: ['ROTATE_SECRET', 'REQUEST_PRODUCTION', 'REQUEST_ALTERATION', 'SUSPEND', 'REVOKE', 'OFFER_TRANSFER'],
      elis: ['SUSPEND', 'REVOKE'],
    },
    'SUSPENDED by its owner': {
      ana: ['OFFER_TRANSFER', 'REINSTATE', 'REVOKE'],
      elis: ['SUSPEND', 'REINSTATE', 'REVOKE'],
    },
    'SUSPENDED by the Ministry': { ana: ['OFFER_TRANSFER', 'REVOKE'], elis: ['REINSTATE', 'REVOKE'] },
    REVOKED: { ana: [], elis: [] },
    EXPIRED: { ana: [], elis: [] },
  };

  test.for(Object.keys(STATES))('with a credential that is %s', async (state) => {
    const id = (await STATES[state]?.()) ?? '';
    const before = await stateOf(ana, id);
    expect(before?.state).toBe(state.split(' ')[0]);
    for (const [name, person] of [
      ['ana', ana],
      ['elis', elis],
    ] as const) {
      const may = MAY[state]?.[name] ?? [];
      expect((await stateOf(person, id))?.allowedActions).toEqual(may);
      for (const [action, act] of Object.entries(ACTS)) {
        if (may.includes(action)) continue;
        expect(await refused(act(person, id))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      }
    }
    for (const person of [bruno, clara]) {
      expect(await stateOf(person, id)).toBeNull();
      for (const act of Object.values(ACTS)) {
        expect(await refused(act(person, id))).toEqual([{ code: 'NOT_FOUND', path: ['id'] }]);
      }
    }
    expect(await stateOf(ana, id)).toEqual(before);
    for (const [name, person] of [
      ['ana', ana],
      ['elis', elis],
    ] as const) {
      for (const [action, act] of Object.entries(ACTS)) {
        if (MAY[state]?.[name].includes(action)) await done(act(person, (await STATES[state]?.()) ?? ''));
      }
    }
  });

  test('production is asked for by the owner of an ACTIVE one for homologation that has no open request for it', async () => {
    const { draft, credentialId } = await productionDraft(cast);
    const actions = async (id: string) => (await stateOf(ana, id))?.allowedActions;
    expect(await actions(credentialId)).not.toContain('REQUEST_PRODUCTION');
    await attach(ana, draft);
    const { credential } = await bring(draft, 'APPROVED', cast);
    expect(await actions(credential?.id ?? '')).toEqual([
      'ROTATE_SECRET',
      'REQUEST_ALTERATION',
      'SUSPEND',
      'REVOKE',
      'OFFER_TRANSFER',
    ]);
    expect((await done(rotate(ana, credential?.id ?? ''))).secret).toMatch(/^pds_prd_/);
    // Where there is no production nobody is led there.
    expect(await actions(await homologationCredential(cast, { portfolio: 'bnafar' }))).not.toContain(
      'REQUEST_PRODUCTION',
    );
  });

  test('an id that is nobody’s is NOT_FOUND', async () => {
    for (const id of ['01920000-0000-7000-8000-000000000000', 'nada', '', '\0', '🙂']) {
      for (const act of Object.values(ACTS)) {
        for (const person of [ana, elis])
          expect((await act(person, id)).problems).toMatchObject([{ code: 'NOT_FOUND' }]);
      }
    }
  });
});

describe('a suspension', () => {
  test('tells its reason, ends with a reinstatement, and nothing of it stays', async () => {
    const id = await homologationCredential(cast);
    expect(await done(suspend(ana, id))).toMatchObject({
      state: 'SUSPENDED',
      stateReason: REASON,
      suspendedByMinistry: false,
    });
    expect(await done(reinstate(elis, id))).toMatchObject({ state: 'ACTIVE', stateReason: null });
    expect(await done(suspend(elis, id))).toMatchObject({ state: 'SUSPENDED', suspendedByMinistry: true });
    expect(await done(reinstate(elis, id))).toMatchObject({ state: 'ACTIVE', suspendedByMinistry: false });
  });

  test('needs a reason that can be read', async () => {
    const id = await homologationCredential(cast);
    for (const [reason, code] of [
      ['', 'REQUIRED'],
      [' \n ', 'REQUIRED'],
      ['a'.repeat(1001), 'INVALID'],
      ['a\0b', 'INVALID'],
    ] as const) {
      for (const act of [suspend, revoke]) {
        expect(await refused(act(ana, id, reason))).toEqual([{ code, path: ['reason'] }]);
      }
    }
    expect(await stateOf(ana, id)).toMatchObject({ state: 'ACTIVE', stateReason: null });
  });

  test('of what its owner had suspended is the Ministry’s, once, and then it alone reinstates it', async () => {
    const id = await homologationCredential(cast);
    await done(suspend(ana, id));
    expect(await refused(suspend(ana, id))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await done(suspend(elis, id))).toMatchObject({ state: 'SUSPENDED', suspendedByMinistry: true });
    for (const act of [suspend(ana, id), suspend(elis, id), reinstate(ana, id)]) {
      expect(await refused(act)).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    }
    expect(await done(reinstate(elis, id))).toMatchObject({ state: 'ACTIVE', suspendedByMinistry: false });
  });
});

test('one that has run out is EXPIRED at once on reading, in every list', async () => {
  const id = await movedToItsEnd(await homologationCredential(cast));
  expect(await stateOf(ana, id)).toMatchObject({ state: 'EXPIRED', allowedActions: [] });
  const { credentials } = await ana.get<{ credentials: { edges: { node: { id: string; state: string } }[] } }>(
    '{ credentials(first: 100, environment: HOMOLOGATION) { edges { node { id state } } } }',
  );
  expect(credentials.edges.map(({ node }) => node)).toContainEqual({ id, state: 'EXPIRED' });
});

describe('allCredentials', () => {
  const FIND = `query ($text: String, $first: Int, $after: String) { allCredentials(text: $text, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`;
  interface Found {
    allCredentials: {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { node: { id: string } }[];
    };
  }
  const find = async (text: string) => {
    const { allCredentials } = await elis.get<Found>(FIND, { text });
    return allCredentials.edges.map(({ node }) => node.id);
  };

  test('are found by identifier, clientId, establishment and system, accents and case ignored', async () => {
    const name = uniqueName('Prontuário Ímpar');
    const id = await homologationCredential(cast, { content: contentWithoutCertificate(name) });
    const { credential } = await ana.get<{ credential: { requesterIdentifier: string; clientId: string } }>(
      'query ($id: ID!) { credential(id: $id) { requesterIdentifier clientId } }',
      { id },
    );
    const unique = name.split(' ').at(-1);
    for (const text of [
      name,
      name.toUpperCase(),
      `impar prontuario ${unique}`,
      `${unique} 2337991`,
      `${unique} RÔMULO rocha`,
      credential.clientId,
    ]) {
      expect(await find(text)).toEqual([id]);
    }
    expect(await find(credential.requesterIdentifier)).toContain(id);
    expect(await find(`${unique} nada`)).toEqual([]);
    expect(await find('%')).toEqual([]);
  });

  test('are walked page by page without doubles', async () => {
    const name = uniqueName('Paginado');
    const unique = name.split(' ').at(-1) ?? '';
    const made: string[] = [];
    for (let index = 0; index < 5; index++) {
      made.push(await homologationCredential(cast, { content: contentWithoutCertificate(`${name} ${index}`) }));
    }
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Found = await elis.get<Found>(FIND, { text: unique, first: 2, after });
      expect(page.allCredentials.totalCount).toBe(5);
      seen.push(...page.allCredentials.edges.map(({ node }) => node.id));
      if (!page.allCredentials.pageInfo.hasNextPage) break;
      after = page.allCredentials.pageInfo.endCursor;
    }
    expect(seen).toEqual(made.toReversed());
  });

  test('are FORBIDDEN to reviewers and integrators', async () => {
    for (const person of [ana, clara]) {
      expect((await person.ask(FIND, { text: 'x' })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    }
  });
});
