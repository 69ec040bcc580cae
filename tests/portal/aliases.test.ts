import { beforeAll, describe, expect, test } from 'vitest';
import { contentWithoutCertificate, uniqueName } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { requestIn } from './stages.ts';

// An alias is the client's own word: whatever it is, the answer is what it would be under another.

let ana: Person;
let id: string;

beforeAll(async () => {
  const { ana: owner, clara } = await signedIn('ana', 'clara');
  ana = owner;
  const made = await requestIn(
    'APPROVED',
    { owner, reviewer: clara },
    { content: contentWithoutCertificate(uniqueName('Sistema')) },
  );
  id = made.id;
});

/** What the graph joins things by. */
const KEYS = ['id', 'slug', '__typename'];

/** What is asked for in each place where things are joined; ID stands for the request's. */
const PLACES: Record<string, (alias: string) => string> = {
  'a portfolio': (alias) => `portfolio(slug: "cnes") { ${alias}: accessNote viewerRequests(first: 1) { totalCount } }`,
  'a portfolio of a request': (alias) =>
    `accessRequest(id: "ID") { ${alias}: protocol portfolio { ${alias}: name summary } }`,
  'services of a request': (alias) =>
    `accessRequest(id: "ID") { services { ${alias}: description portfolio { ${alias}: name } } }`,
  'requirements of a request': (alias) =>
    `accessRequest(id: "ID") { checklist { requirement { ${alias}: code description } } }`,
  'a credential': (alias) =>
    `accessRequest(id: "ID") { ${alias}: credential { ${alias}: clientId portfolio { ${alias}: name } } }`,
  'a thing under a key’s name': (alias) =>
    `accessRequest(id: "ID") { ${alias}: portfolio { name viewerRequests(first: 1) { totalCount } } }`,
  'a list of the root': (alias) => `${alias}: portfolios { ${alias}: name services { ${alias}: name } }`,
};

/** The same document with an alias that nothing knows. */
const ORDINARY = 'umApelido';

describe.each(KEYS)('an alias called %s', (alias) => {
  test.each(Object.entries(PLACES))('changes nothing in %s', async (_place, fields) => {
    const textOf = (word: string) => `{ ${fields(word).replaceAll('ID', id)} }`;
    const [expected, answer] = await Promise.all([ana.ask(textOf(ORDINARY)), ana.ask(textOf(alias))]);
    expect(expected.errors).toBeUndefined();
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).toBe(JSON.stringify(expected.data).replaceAll(ORDINARY, alias));
  });

  test('is the client’s own in the place of an error', async () => {
    const query = `{ ${alias}: portfolios { ${alias}: viewerRequests(first: 500) { totalCount } } }`;
    const { errors } = await ana.ask(query);
    expect(errors?.[0]).toMatchObject({ path: [alias, 0, alias], extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('comes back on a WebSocket', async () => {
    await using socket = disposable(ana);
    const query = `query { accessRequest(id: "${id}") { ${alias}: protocol portfolio { ${alias}: name } } }`;
    const answered = socket.iterate({ query });
    const { value } = await answered.next();
    expect(value?.errors).toBeUndefined();
    expect(value?.data).toMatchObject({
      accessRequest: { [alias]: expect.stringMatching(/^\d{4}-/), portfolio: { [alias]: 'CNES' } },
    });
  });
});

test('an alias that looks like what the gateway puts in its place is the client’s own, too', async () => {
  const query = '{ portfolio(slug: "cnes") { id: name aliased_id: summary aliased_aliased_id: slug } }';
  const { portfolio } = await ana.get<{ portfolio: Record<string, string> }>(query);
  expect(Object.keys(portfolio)).toEqual(['id', 'aliased_id', 'aliased_aliased_id']);
  expect(portfolio).toMatchObject({ id: 'CNES', aliased_aliased_id: 'cnes' });
});

/** A WebSocket that ends with the test. */
function disposable(person: Person) {
  const socket = person.socket();
  return Object.assign(socket, { [Symbol.asyncDispose]: async () => socket.dispose() });
}
