import { type Name, Person } from './person.ts';

/** Signs several people in at once. */
export async function signedIn<Names extends Name>(...names: Names[]): Promise<Record<Names, Person>> {
  const pairs = await Promise.all(names.map(async (name) => [name, await Person.signIn(name)] as const));
  return Object.fromEntries(pairs) as Record<Names, Person>;
}
