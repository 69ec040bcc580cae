import { beforeAll, describe, expect, test } from 'vitest';
import { act, completeDraft, done, newDraft, pick } from './arrange.ts';
import { Line } from './line.ts';
import { Person } from './person.ts';

describe('what is one person’s is nobody else’s', () => {
  let ana: Person;
  let bruno: Person;
  let clara: Person;
  let davi: Person;
  let draft: { id: string; version: number; protocol: string };

  beforeAll(async () => {
    [ana, bruno, clara, davi] = await Promise.all([
      Person.signIn('ana'),
      Person.signIn('bruno'),
      Person.signIn('clara'),
      Person.signIn('davi'),
    ]);
    draft = await completeDraft(ana);
  });

  test('a draft is there for its owner, and for nobody else, reviewers included', async () => {
    const ask =
      'query ($id: ID!, $protocol: String!) { byId: accessRequest(id: $id) { id } byProtocol: accessRequestByProtocol(protocol: $protocol) { id } }';
    const variables = { id: draft.id, protocol: draft.protocol };
    expect(await ana.get(ask, variables)).toEqual({ byId: { id: draft.id }, byProtocol: { id: draft.id } });
    for (const other of [bruno, clara])
      expect(await other.get(ask, variables)).toEqual({ byId: null, byProtocol: null });
  });

  test.each([
    ['updateAccessRequest', { input: { origin: 'MINISTRY' } }],
    ['submitAccessRequest', {}],
    ['cancelAccessRequest', {}],
  ])('%s by another integrator: not found, and nothing changed', async (mutation, extra) => {
    const target = { id: draft.id, version: draft.version };
    const variables = 'input' in extra ? { input: { ...target, ...extra.input } } : target;
    const { problems } = await act(bruno, mutation, variables);
    expect(problems.map(({ code }) => code)).toEqual(['NOT_FOUND']);
    const { accessRequest } = await ana.get<{ accessRequest: { version: number; state: string } }>(
      'query ($id: ID!) { accessRequest(id: $id) { version state } }',
      { id: draft.id },
    );
    expect(accessRequest).toEqual({ version: draft.version, state: 'DRAFT' });
  });

  test('the manager’s CPF is whole for the owner and the holder of the claim, masked for other reviewers', async () => {
    const submitted = await done(act(ana, 'submitAccessRequest', pick(await completeDraft(ana))));
    const claimed = await done(act(clara, 'claimAccessRequest', pick(submitted)));
    const cpfFor = async (person: Person) => {
      const { accessRequest } = await person.get<{ accessRequest: { manager: { cpf: string } } }>(
        'query ($id: ID!) { accessRequest(id: $id) { manager { cpf } } }',
        { id: claimed.id },
      );
      return accessRequest.manager.cpf;
    };
    const whole = await cpfFor(ana);
    expect(whole).toMatch(/^\d{11}$/);
    expect(await cpfFor(clara)).toBe(whole);
    expect(await cpfFor(davi)).toMatch(/^\*{3}\.\d{3}\.\d{3}-\*{2}$/);
  });

  describe('live', () => {
    const SUBSCRIPTION =
      'subscription ($after: String) { accessRequestChanged(after: $after) { accessRequest { id } } }';
    interface Change {
      accessRequest: { id: string };
    }

    test('two people subscribed at once through one gateway each see only their own', async () => {
      await using toAna = await Line.open<Change>(ana, SUBSCRIPTION);
      await using toBruno = await Line.open<Change>(bruno, SUBSCRIPTION);
      const own = { ana: await cancelled(ana), bruno: await cancelled(bruno) };
      // Each line holds its person's two changes, creation and cancellation, beside what other tests do as that person.
      for (const [line, id, other] of [
        [toAna, own.ana, own.bruno],
        [toBruno, own.bruno, own.ana],
      ] as const) {
        const of = (wanted: string) => line.delivered.filter(({ accessRequest }) => accessRequest.id === wanted);
        await line.until(() => of(id).length === 2);
        expect(of(other)).toEqual([]);
      }
    });

    test('another person’s request cannot be listened to', async () => {
      const query = 'subscription ($id: ID!) { accessRequestChanged(id: $id) { cursor } }';
      await using line = Line.asked(bruno, query, { id: draft.id });
      expect(await line.refusal()).toBe('NOT_FOUND');
    });
  });
});

/** A request that is made and cancelled: two changes on its owner's line. */
async function cancelled(owner: Person): Promise<string> {
  const { id } = await done(act(owner, 'cancelAccessRequest', pick(await newDraft(owner, 'cnes'))));
  return id;
}
