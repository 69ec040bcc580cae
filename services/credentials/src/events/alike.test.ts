import { type Caller, type Person, recordStatements } from '@portal/service-kit';
import fc from 'fast-check';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type { Told } from '../testing/alike-socket.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

/** All that depends on who reads it, or may. */
const PERSONAL = `id state version allowedActions submittedAt manager { cpf name } requester { name } history { action }
  evidence { id fileName } checklist { verdict note internalNote { text } } changedSinceLastSubmission approvals { reviewer { name } }
  reviewer { personId } previousReviewer { name } system { name } credential { id } establishment { name }`;
/** What a row of the queue shows. */
const ROW = 'id state version allowedActions reviewer { personId name } system { name } approvals { at }';

const queue = (fields: string) =>
  `subscription ($after: String) { change: reviewQueueChanged(after: $after) { cursor accessRequest { ${fields} } } }`;
const own = (fields: string) =>
  `subscription ($after: String) { change: accessRequestChanged(after: $after) { cursor accessRequest { ${fields} } } }`;

const withRoles = (person: Person, ...roles: Person['roles']): Person => ({ ...person, roles });

/** Everybody who listens, by what: owners, reviewers, one who owns as well, an administrator; the same person in two roles. */
const LISTENERS: [name: string, person: Person, query: (fields: string) => string, sees: 'queue' | 'own' | 'none'][] = [
  ['ana of her own', ana, own, 'own'],
  ['bruno of his own', bruno, own, 'own'],
  ['clara', clara, queue, 'queue'],
  ['clara again', clara, queue, 'queue'],
  ['davi', davi, queue, 'queue'],
  ['davi of his own', davi, own, 'own'],
  ['davi of this portfolio', { ...davi, portfolios: ['cnes', 'rnds'] }, queue, 'queue'],
  ['davi of another portfolio', { ...davi, portfolios: ['rnds'] }, queue, 'none'],
  ['elis', elis, queue, 'queue'],
  ['elis as a reviewer', withRoles(elis, 'INTEGRATOR', 'REVIEWER', 'ADMIN'), queue, 'queue'],
  ['clara as an administrator', withRoles(clara, 'INTEGRATOR', 'ADMIN'), queue, 'queue'],
  ['davi of low level', { ...davi, assuranceLevel: 'BRONZE' }, queue, 'queue'],
];

const cursorOf = async () =>
  (await service.ask<{ changesCursor: string }>(ana, '{ changesCursor }')).data.changesCursor;

const refusals = (errors: Told['errors'] = []) => errors.map(({ extensions }) => extensions.code);

/** What a person reads of a request by themselves, and what they are refused of it. */
async function reads(caller: Caller, id: string, fields: string) {
  const query = `query ($id: ID!) { accessRequest(id: $id) { ${fields} } }`;
  const { data, errors } = await service.ask<{ accessRequest: unknown }>(caller, query, { id });
  return { read: data.accessRequest, refused: refusals(errors as Told['errors']) };
}

/** What may be done next with a request by whom. */
const STEPS: Record<string, ((request: SeenRequest, owner: Person) => Promise<SeenRequest>)[]> = {
  SUBMITTED: [
    (request) => journey.done(journey.act(clara, 'claim', request)),
    (request, owner) => journey.done(journey.act(owner === davi ? clara : davi, 'claim', request)),
    (request, owner) => journey.done(journey.act(owner, 'cancel', request)),
  ],
  IN_REVIEW: [
    (request) => journey.done(journey.act(elis, 'release', request)),
    (request, owner) => asHolder(request, owner, (holder) => journey.refuse(holder, 'requestChanges', request)),
    (request, owner) => asHolder(request, owner, (holder) => journey.act(holder, 'approve', request)),
  ],
  CHANGES_REQUESTED: [
    async (request, owner) =>
      journey.done(
        journey.act(
          owner,
          'submit',
          await journey.done(journey.update(owner, request, { system: { vendor: 'Casa' } })),
        ),
      ),
    (request, owner) => journey.done(journey.act(owner, 'cancel', request)),
  ],
};

/** A change that neither begins nor ends in the queue, a cancellation while changes are asked for, is none of the queue's. */
const ofQueue = (...states: string[]) => states.some((state) => ['SUBMITTED', 'IN_REVIEW'].includes(state));

async function asHolder(request: SeenRequest, _owner: Person, act: (holder: Person) => ReturnType<Journey['act']>) {
  const holder = (await reads(elis, request.id, 'reviewer { personId }')).read as { reviewer: { personId: string } };
  return journey.done(act(holder.reviewer.personId === clara.id ? clara : davi));
}

describe('those who are told alike', () => {
  it('are told what each would read alone, whoever they are and whatever happens', { timeout: 240_000 }, async () => {
    const steps = fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(ana, bruno, davi),
        steps,
        fc.constantFrom(ROW, PERSONAL),
        async (owner, acts, fields) => {
          using line = await service.openLine();
          let after = await cursorOf();
          let request = await journey.submitted(owner);
          const listening = LISTENERS.map(([name, person, query, sees]) => ({ name, person, query, sees, heard: 0 }));
          const subscribe = async ({ name, person, query }: (typeof listening)[number]) =>
            line.subscribe(name, await service.tokenOf(person), query(fields), { after });
          for (const each of listening) await subscribe(each);
          for (const step of [undefined, ...acts]) {
            const before = request.state;
            if (step !== undefined) {
              const possible = STEPS[request.state] ?? [];
              if (possible.length === 0) break;
              request = (await possible[step % possible.length]?.(request, owner)) ?? request;
            }
            for (const each of listening) {
              const concerned =
                each.sees === 'own'
                  ? each.person.id === owner.id
                  : each.sees === 'queue' && ofQueue(before, request.state);
              const told = line.told.get(each.name) ?? [];
              const isOf = ({ data }: (typeof told)[number]) =>
                (data?.change as { accessRequest: { version: number; state: string } } | undefined)?.accessRequest;
              if (!concerned) {
                expect(told.length, each.name).toBe(each.heard);
                continue;
              }
              await vi.waitUntil(
                () =>
                  told
                    .slice(each.heard)
                    .some((one) => isOf(one)?.version === request.version && isOf(one)?.state === request.state),
                { timeout: 60_000 },
              );
              const last = told.at(-1) ?? {};
              const seen = { read: isOf(last), refused: refusals(last.errors) };
              expect(seen, `${each.name} of ${request.state}`).toEqual(await reads(each.person, request.id, fields));
              const cursors = told.map(({ data }) => (data?.change as { cursor: string } | undefined)?.cursor);
              expect(new Set(cursors).size, each.name).toBe(cursors.length);
              each.heard = told.length;
            }
            // One leaves and comes back by its cursor, to be told nothing again.
            const [gone] = listening.filter(({ sees }) => sees === 'queue');
            if (gone && step !== undefined) {
              const last = line.told.get(gone.name)?.at(-1)?.data?.change as { cursor: string } | undefined;
              after = last?.cursor ?? after;
              line.complete(gone.name);
              gone.name = `${gone.name}'`;
              gone.heard = 0;
              await subscribe(gone);
            }
          }
        },
      ),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('cost as many statements and messages as one, however many they are', async () => {
    const told = async (people: number) => {
      using line = await service.openLine();
      const after = await cursorOf();
      for (let index = 0; index < people; index++) {
        const id = `01900000-0000-7000-8000-00000000${String(index).padStart(4, '0')}`;
        line.subscribe(`${index}`, await service.tokenOf({ ...clara, id }), queue(ROW), { after });
      }
      const heard = async (count: number) =>
        vi.waitUntil(() => [...line.told.values()].every(({ length }) => length === count), { timeout: 60_000 });
      const submitted = await journey.submitted(bruno);
      await heard(1);
      // The second comes to all of them live.
      let request = await journey.done(journey.act(davi, 'claim', submitted));
      await heard(2);
      const costs: { statements: number; messages: number }[] = [];
      for (const act of ['release', 'claim', 'release', 'claim', 'release'] as const) {
        using recorded = recordStatements();
        const before = line.events;
        request = await journey.done(journey.act(davi, act, request));
        await heard(3 + costs.length);
        costs.push({ statements: recorded.count, messages: line.events - before });
      }
      return {
        statements: Math.min(...costs.map(({ statements }) => statements)),
        messages: Math.max(...costs.map(({ messages }) => messages)),
      };
    };
    const [few, many] = [await told(2), await told(100)];
    expect(many.messages).toBe(1);
    // An event wakes who sends webhooks, writes notices and links the audit, sooner or later, which is some twenty statements at
    // most whoever listens. One statement for each who listens would be 98 more.
    expect(many.statements).toBeLessThan(few.statements + 49);
  });

  it('who reads personal data is noted for each of them', async () => {
    using line = await service.openLine();
    const after = await cursorOf();
    for (const [name, person] of Object.entries({ clara, davi, elis })) {
      line.subscribe(name, await service.tokenOf(person), queue('id version manager { cpf }'), { after });
    }
    const submitted = await journey.submitted(bruno);
    await vi.waitUntil(() => [...line.told.values()].every(({ length }) => length === 1), { timeout: 60_000 });
    const noted = await service.orm.em
      .fork()
      .execute<{ actor_id: string }[]>(
        `select actor_id from audit_record where act = 'readAccessRequest' and subject_id = ?`,
        [submitted.id],
      );
    expect(noted.map(({ actor_id }) => actor_id).sort()).toEqual([clara.id, davi.id, elis.id].sort());
  });

  it('stand at one place once nothing happens, when they are of one crowd', async () => {
    using line = await service.openLine();
    const token = await service.tokenOf(clara);
    const after = await cursorOf();
    await journey.submitted(bruno);
    line.subscribe('early', token, queue('id'), { after: await cursorOf() }, 'crowd');
    line.subscribe('late', token, queue('id'), { after }, 'crowd');
    // Of which nothing happens is told how far it has come.
    await vi.waitUntil(() => line.places.has('early') && line.places.get('early') === line.places.get('late'), {
      timeout: 30_000,
    });
    expect([line.told.get('early')?.length, line.told.get('late')?.length]).toEqual([0, 1]);
  });
});
