import { randomUUID } from 'node:crypto';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, expect, test } from 'vitest';
import { tellChanges } from '../notices/tell.ts';
import { Journey } from '../testing/journey.ts';
import { insertMember, teamOf } from '../testing/members.ts';
import { noticesFor } from '../testing/notices.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const somebody = (name: string) => testPerson({ id: randomUUID(), name, email: null });

test('whose credential got a new secret is told, whoever of the team drew it is not', async () => {
  const [marta, caio, lia] = [somebody('Marta'), somebody('Caio'), somebody('Lia')];
  const request = await journey.approved(marta);
  const id = request.credential?.id;
  const team = await teamOf(service.orm, request.id);
  await insertMember(service.orm, team, caio, 'INTEGRADOR');
  await insertMember(service.orm, team, lia, 'LEITURA');
  const { data } = await service.ask<{ answer: { problems: object[] } }>(
    caio,
    'mutation ($id: ID!) { answer: rotateCredentialSecret(id: $id) { problems { code } } }',
    { id },
  );
  expect(data.answer.problems).toEqual([]);
  await tellChanges(service.orm.em.fork(), service.clock.now);
  const toldOf = async (person: Person) =>
    (await noticesFor(service, person, 'INTEGRATOR', 'kind: SECRET_DRAWN')).notices.map(
      ({ credentialId }) => credentialId,
    );
  expect(await Promise.all([marta, lia, caio, somebody('Outra')].map(toldOf))).toEqual([[id], [id], [], []]);
});
