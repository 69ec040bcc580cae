import { afterAll, describe, expect, test } from 'vitest';
import { Credential } from '../credentials/credential.ts';
import { type Answer, Journey } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { ana, bruno, clara, davi } from '../testing/people.ts';
import { startService } from '../testing/service.ts';
import { AccessRequest } from './access-request.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

function goOn(person: typeof ana, input: object): Promise<Answer> {
  return journey.mutate(person, 'continueAccessRequest', '$input: ContinueAccessRequestInput!', { input });
}

const row = (id: string) => service.orm.em.fork().findOneOrFail(AccessRequest, { id });

describe('going on with a request that ended', () => {
  test.each(['rejected', 'cancelled'] as const)('one that was %s: everything but the terms', async (ended) => {
    const old = await row((await journey[ended]()).id);
    const { id } = await journey.done(goOn(ana, { requestId: old.id }));
    const next = await row(id);
    const { services, origin, establishment, childEstablishments, manager, system, systemId, teamId } = old;
    expect(next).toMatchObject({
      ...{ services, origin, establishment, childEstablishments, manager, system, systemId, teamId },
      state: 'DRAFT',
      continuesId: old.id,
      acceptedTermsAt: null,
      submitted: null,
    });
    const sent = await journey.done(journey.update(ana, next, { acceptedTerms: true }));
    const { id: sentId } = await journey.done(journey.act(ana, 'submit', sent));
    expect(await journey.read(clara, sentId, 'continues { protocol }')).toEqual(
      // What was never sent is no reviewer's to read.
      { continues: ended === 'rejected' ? { protocol: old.protocol } : null },
    );
    expect(await journey.read(ana, sentId, 'continues { protocol }')).toEqual({
      continues: { protocol: old.protocol },
    });
  });

  test.each(['REVOKED', 'EXPIRED'] as const)('one whose credential is %s, by the credential', async (state) => {
    const approved = await journey.approved();
    const credentialId = approved.credential?.id ?? '';
    await service.orm.em.fork().nativeUpdate(Credential, { id: credentialId }, { state });
    const { id } = await journey.done(goOn(ana, { credentialId }));
    expect((await row(id)).continuesId).toBe(approved.id);
  });

  test('twice at once is one draft, which the second is shown', async () => {
    const { id: requestId } = await journey.rejected();
    const answers = await Promise.all([goOn(ana, { requestId }), goOn(ana, { requestId })]);
    expect(answers.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(['DUPLICATE']);
    expect(new Set(answers.map(({ accessRequest }) => accessRequest?.id)).size).toBe(1);
  });

  test('is offered to who works in the team, of what ended, and to nobody else', async () => {
    const [open, rejected, approved] = [await journey.submitted(), await journey.rejected(), await journey.approved()];
    const team = await teamOf(service.orm, approved.id);
    await insertMember(service.orm, team, bruno, 'LEITURA');
    await insertMember(service.orm, team, davi, 'INTEGRADOR');
    const offered = async (person: typeof ana, { id }: { id: string }) =>
      (await journey.read(person, id, 'mayContinue credential { mayContinue }')) as object;
    expect(await offered(ana, open)).toEqual({ mayContinue: false, credential: null });
    expect(await offered(ana, approved)).toEqual({ mayContinue: false, credential: { mayContinue: false } });
    await service.orm.em.fork().nativeUpdate(Credential, { id: approved.credential?.id ?? '' }, { state: 'REVOKED' });
    for (const [person, may] of [
      [ana, true],
      [davi, true],
      [bruno, false],
      [clara, false],
    ] as const) {
      expect(await offered(person, rejected)).toEqual({ mayContinue: may, credential: null });
      expect(await offered(person, approved)).toEqual({ mayContinue: may, credential: { mayContinue: may } });
    }
    const { problems } = await goOn(bruno, { requestId: rejected.id });
    expect(problems).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    await service.orm.em.fork().execute('delete from team_member where person_id in (?, ?)', [bruno.id, davi.id]);
  });

  test('is not for what is open, good, or another’s', async () => {
    const [open, approved, rejected] = [await journey.submitted(), await journey.approved(), await journey.rejected()];
    const credentialId = approved.credential?.id ?? '';
    const refusals = [
      [ana, { requestId: open.id }, 'NOT_ALLOWED', 'requestId'],
      [ana, { credentialId }, 'NOT_ALLOWED', 'credentialId'],
      [bruno, { requestId: rejected.id }, 'NOT_FOUND', 'requestId'],
      [clara, { requestId: rejected.id }, 'NOT_FOUND', 'requestId'],
      [bruno, { credentialId }, 'NOT_FOUND', 'credentialId'],
      [ana, { requestId: 'nada' }, 'NOT_FOUND', 'requestId'],
      [ana, {}, 'INVALID', 'requestId'],
      [ana, { requestId: rejected.id, credentialId }, 'INVALID', 'requestId'],
    ] as const;
    for (const [person, input, code, path] of refusals) {
      const { accessRequest, problems } = await goOn(person, input);
      expect([accessRequest, problems]).toEqual([null, [{ code, message: expect.any(String), path: [path] }]]);
    }
    const { id } = await journey.productionDraft();
    const draft = await row(id);
    await journey.done(journey.act(ana, 'cancel', draft));
    expect((await goOn(ana, { requestId: id })).problems).toMatchObject([
      { code: 'NOT_ALLOWED', message: expect.stringContaining('credencial de homologação') },
    ]);
  });
});
