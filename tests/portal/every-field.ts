import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

const schema = buildSchema(readFileSync(new URL('../../packages/schema/api.graphql', import.meta.url), 'utf8'));

/** The catalogue is everybody's: what leads to it ends there. */
const OF_THE_CATALOGUE: ReadonlySet<string> = new Set(['Portfolio', 'Service', 'Requirement']);

/** The object types that a type leads to, itself among them. */
export function reachedFrom(root: string): Set<string> {
  const found = new Set<string>();
  const visit = (type: GraphQLNamedType | undefined): void => {
    if (!isObjectType(type) || found.has(type.name) || OF_THE_CATALOGUE.has(type.name)) return;
    found.add(type.name);
    for (const { type: next } of Object.values(type.getFields())) visit(getNamedType(next));
  };
  visit(schema.getType(root));
  return found;
}

/** The names of a type's fields. */
export function fieldsOf(type: string): string[] {
  return Object.keys(objectType(type).getFields());
}

/** They lead back to what is selected where it is listed. */
const LEADS_BACK: ReadonlySet<string> = new Set([
  'NearestStep.run',
  'ConformanceAttemptCall.call',
  'PreflightCheck.call',
  'ConformanceReport.run',
  'Credential.conformanceRunsUnderReview',
  'PreviousEvidence.evidence',
]);

/** Selects everything that a type leads to, each type once on a way and of pages one entry, but for what is left out. */
export function everyField(root: string, isLeftOut: (type: string, field: string) => boolean): string {
  const select = (type: GraphQLObjectType, way: readonly string[]): string => {
    const fields = Object.values(type.getFields()).flatMap(({ name, type: of, args }) => {
      if (isLeftOut(type.name, name) || args.some(isRequiredArgument)) return [];
      const next = getNamedType(of);
      if (isLeafType(next)) return [name];
      const isEnd =
        OF_THE_CATALOGUE.has(next.name) || way.includes(next.name) || LEADS_BACK.has(`${type.name}.${name}`);
      const one = args.some((arg) => arg.name === 'first') ? '(first: 1)' : '';
      return [`${name}${one} ${isEnd ? '{ __typename }' : select(next as GraphQLObjectType, [...way, next.name])}`];
    });
    return `{ ${fields.join(' ')} }`;
  };
  return select(objectType(root), [root]);
}

/** What an answer told, by type and field: each value that is neither null nor an empty list. */
export function toldIn(root: string, answer: unknown): Map<string, unknown[]> {
  const told = new Map<string, unknown[]>();
  const walk = (type: GraphQLObjectType, value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) walk(type, item);
      return;
    }
    if (value === null || typeof value !== 'object') return;
    const fields = type.getFields();
    for (const [name, inner] of Object.entries(value)) {
      const field = fields[name];
      if (!field || inner === null || (Array.isArray(inner) && inner.length === 0)) continue;
      const key = `${type.name}.${name}`;
      told.set(key, [...(told.get(key) ?? []), inner]);
      const next = getNamedType(field.type);
      if (isObjectType(next)) walk(next, inner);
    }
  };
  walk(objectType(root), answer);
  return told;
}

function objectType(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`${name} is no object type`);
  return type;
}
