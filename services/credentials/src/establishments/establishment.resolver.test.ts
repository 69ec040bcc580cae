import { LOOKUP_OUTCOME_ENUM, LookupOutcome } from '@portal/domain';
import { ANONYMOUS, buildSubgraph, type Caller } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import { graphql } from 'graphql';
import { registerEnumType } from 'type-graphql';
import { expect, test } from 'vitest';
import { laboratory } from '../testing/laboratory.ts';
import { EstablishmentResolver } from './establishment.resolver.ts';
import { createEstablishmentLookup } from './lookup.ts';

registerEnumType(LookupOutcome, LOOKUP_OUTCOME_ENUM);
const { schema, sdl } = await buildSubgraph({ resolvers: [EstablishmentResolver] });
const ana = testPerson({ assuranceLevel: 'BRONZE' });

async function ask(args: string, caller: Caller = ana) {
  const source = `{ establishmentLookup${args} { outcome establishment { cnes cnpj name uf municipality verified } } }`;
  const contextValue = { caller, lookupEstablishment: createEstablishmentLookup() };
  const { data, errors } = await graphql({ schema, source, contextValue });
  return errors ? errors.map(({ extensions }) => extensions.code) : data?.establishmentLookup;
}

test('a signed-in person finds an establishment by its CNES', async () => {
  expect(await ask('(cnes: "2337991")')).toEqual({
    outcome: 'FOUND',
    establishment: laboratory,
  });
  expect(await ask('(cnpj: "11222333000181", cnes: null)')).toMatchObject({ outcome: 'NOT_IN_SAMPLE' });
  expect(await ask('(cnes: "1")')).toEqual({ outcome: 'INVALID', establishment: null });
});

test('exactly one number', async () => {
  for (const args of ['', '(cnes: null)', '(cnes: "2337991", cnpj: "11222333000181")']) {
    expect(await ask(args)).toEqual(['BAD_USER_INPUT']);
  }
});

test('who may not ask hears that first', async () => {
  expect(await ask('', ANONYMOUS)).toEqual(['UNAUTHENTICATED']);
  expect(await ask('', { kind: 'service', name: 'credentials' })).toEqual(['FORBIDDEN']);
});

test('the types of the contract', () => {
  expect(sdl).toContain('establishmentLookup(');
  expect(
    sdl.replaceAll(/"""[\s\S]*?"""\s*/g, ''),
  ).toContain(`type Establishment @requiresScopes(scopes: [["inherited"]]) {
  cnes: String
  cnpj: String
  name: String!
  uf: String!
  municipality: String!
  verified: Boolean!
}`);
});
