import { buildSchema, parse } from 'graphql';
import { beforeEach, expect, it } from 'vitest';
import type { GatewayContext } from './gateway-context.ts';
import { SharedEvents } from './shared-events.ts';

const schema = buildSchema(`
  type Query { a: Int }
  type Subscription { changed(after: String): Change }
  type Change { id: ID!, catalogue(language: String): String, own: String }`);

let asked: string[] = [];
const ask =
  (audience: 'catalogue' | 'credentials') => async (_root: unknown, args: object, context: GatewayContext) => {
    const name = await context.tokenFor(audience);
    asked.push(`${audience} for ${name}`);
    return `${audience} for ${name} ${JSON.stringify(args)}`;
  };
for (const [field, audience] of [
  ['catalogue', 'catalogue'],
  ['own', 'credentials'],
] as const) {
  const type = schema.getType('Change');
  if (type && 'getFields' in type) Object.assign(type.getFields()[field] ?? {}, { resolve: ask(audience) });
}

const contextOf = (name: string) => ({ tokenFor: async () => name }) as unknown as GatewayContext;
const event = (id: string) => ({ changed: { id } });
const PUBLIC = parse('subscription($after: String) { changed(after: $after) { id catalogue } }');

let events: SharedEvents;
beforeEach(() => {
  events = new SharedEvents();
  asked = [];
});

function complete(name: string, document = PUBLIC, rootValue: unknown = event('1'), variableValues = {}) {
  return events.complete({ schema, document, rootValue, variableValues, contextValue: contextOf(name) });
}

it('asks once for all who receive the same, from wherever they read on', async () => {
  const [ana, bruno] = await Promise.all([
    complete('ana', PUBLIC, event('1'), { after: '7' }),
    complete('bruno', PUBLIC, event('1'), { after: '8' }),
  ]);
  expect(asked).toEqual(['catalogue for ana']);
  expect(bruno).toEqual(ana);
  await complete('bruno');
  expect(asked).toHaveLength(2);
});

it('asks for each where the events, the fields or their arguments differ', async () => {
  const translated = parse('subscription($l: String) { changed { id catalogue(language: $l) } }');
  await Promise.all([
    complete('ana'),
    complete('ana', PUBLIC, event('2')),
    complete('ana', parse('subscription { changed { catalogue } }')),
    complete('ana', translated, event('1'), { l: 'pt' }),
    complete('ana', translated, event('1'), { l: 'en' }),
  ]);
  expect(asked).toHaveLength(5);
});

it('never hands on what was asked in somebody’s name', async () => {
  const personal = parse('subscription { changed { id own } }');
  const results = await Promise.all(['ana', 'bruno', 'clara'].map((name) => complete(name, personal)));
  expect(results.map(({ data }) => JSON.stringify(data))).toEqual([
    expect.stringContaining('for ana'),
    expect.stringContaining('for bruno'),
    expect.stringContaining('for clara'),
  ]);
});

it('keeps an error to its subscriber', async () => {
  const failed = (reason: string) => ({ changed: { id: '1', cause: new Error(reason) } });
  await Promise.all([complete('ana', PUBLIC, failed('a')), complete('bruno', PUBLIC, failed('b'))]);
  expect(asked).toHaveLength(2);
});
