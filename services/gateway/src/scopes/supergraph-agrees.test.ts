import { openSupergraph } from '@portal/federation';
import { readSupergraph } from '@portal/schema';
import { type ConstDirectiveNode, isObjectType, valueFromASTUntyped } from 'graphql';
import { expect, it } from 'vitest';
import { ASSUMED_SIZES, WEIGHTS } from '../cost/cost-table.ts';
import { CLIENT_FIELDS, INHERITED, NODES, ROOT_FIELDS, type Rule, TYPES } from './scope-table.ts';

const { schema } = openSupergraph(await readSupergraph());
const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
const fields = types.flatMap((type) =>
  isObjectType(type)
    ? Object.values(type.getFields()).map(({ name, astNode }) => ({ path: `${type.name}.${name}`, astNode }))
    : [],
);

function said(node: { directives?: readonly ConstDirectiveNode[] } | null | undefined, name: string, argument: string) {
  const directive = node?.directives?.find((one) => one.name.value === name);
  const found = directive?.arguments?.find((one) => one.name.value === argument);
  return found && valueFromASTUntyped(found.value);
}

const RESERVED: Record<string, string> = {
  NO_TOKEN: 'session',
  RESOURCE_SERVER: 'resource-server',
  ANY_TOKEN: 'anyone',
  [INHERITED]: 'inherited',
};
const scopesOf = (rule: Rule | typeof INHERITED) => [rule].flat().map((one) => RESERVED[one] ?? one);

it('says of types and root fields what the table of scopes says', () => {
  const ofTypes = types.map(({ name, astNode }) => [name, said(astNode, 'requiresScopes', 'scopes')]);
  const ofTable = Object.entries(TYPES).map(([name, rule]) => {
    const node = NODES[name];
    const asked = node === 'ANY_TOKEN' ? ['anyone'] : [...scopesOf(rule), ...(node ? scopesOf(node) : [])];
    return [name, asked.map((one) => [one])];
  });
  const roots = Object.keys(ROOT_FIELDS).map((name) => [name, undefined]);
  expect(Object.fromEntries(ofTypes)).toEqual(Object.fromEntries([...ofTable, ...roots]));

  const ofFields = fields.map(({ path, astNode }) => [path, said(astNode, 'requiresScopes', 'scopes')]);
  const ofRoots = Object.entries(ROOT_FIELDS).flatMap(([root, rules]) =>
    Object.entries(rules).map(([name, rule]) => {
      const forSystems = CLIENT_FIELDS[root as keyof typeof ROOT_FIELDS].includes(name);
      const person = forSystems || rule === 'NO_TOKEN' || rule === 'RESOURCE_SERVER' ? [] : ['person'];
      return [`${root}.${name}`, scopesOf(rule).map((one) => [one, ...person])];
    }),
  );
  expect(Object.fromEntries(ofFields.filter(([, asked]) => asked))).toEqual(Object.fromEntries(ofRoots));
});

it('says of fields what the tables of costs say', () => {
  const weights = fields.map(({ path, astNode }) => [path, said(astNode, 'cost', 'weight')]);
  expect(Object.fromEntries(weights.filter(([, weight]) => weight !== undefined))).toEqual(WEIGHTS);
  const sizes = fields.map(({ path, astNode }) => [path, said(astNode, 'listSize', 'assumedSize')]);
  expect(Object.fromEntries(sizes.filter(([, size]) => size !== undefined))).toEqual(ASSUMED_SIZES);
});
