import { type Name, Person } from './person.ts';

/** Signs several people in at once. */
export async function signedIn<Names extends Name>(...names: Names[]): Promise<Record<Names, Person>> {
  const pairs = await Promise.all(names.map(async (name) => [name, await Person.signIn(name)] as const));
  return Object.fromEntries(pairs) as Record<Names, Person>;
}

/** A reviewer who is bound to a portfolio that tests ask for nothing of but what is to be hers. */
export async function boundReviewer(admin: Person): Promise<Person> {
  const before = await admin.get<{ ministryPeople: { email: string; version: number }[] }>(
    '{ ministryPeople { email version } }',
  );
  const email = 'iara@saude.example';
  const version = before.ministryPeople.find((person) => person.email === email)?.version ?? 0;
  const input = { email, version, roles: ['REVIEWER'], portfolios: ['sigtap'], reason: 'Analisa só este portfólio.' };
  const { data } = await admin.ask<{ setMinistryRoles: { problems: { code: string }[] } }>(
    'mutation ($input: SetMinistryRolesInput!) { setMinistryRoles(input: $input) { problems { code } } }',
    { input },
  );
  const [problem] = data?.setMinistryRoles.problems ?? [{ code: 'nothing was answered' }];
  // Another file of tests may have bound her meanwhile.
  if (problem && problem.code !== 'STALE_VERSION') throw new Error(problem.code);
  return Person.signIn('iara');
}
