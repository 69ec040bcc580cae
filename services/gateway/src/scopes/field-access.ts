import type { ApiScope } from '@portal/domain';
import { INHERITED, READ_WITH, ROOT_FIELDS, type Rule, TYPES } from './scope-table.ts';

/** Who may use a field by itself, wherever it is reached from. */
export type FieldAccess =
  | { kind: 'session' }
  | { kind: 'resource-server' }
  /** Any of the lists, all of its scopes; none at all where any token will do. */
  | { kind: 'token'; scopes: readonly (readonly ApiScope[])[] };

type Root = keyof typeof ROOT_FIELDS;

/** What the table asks of a token for a field of a type that leads to another. */
export function accessOf(parent: string, field: string, leadsTo: string): FieldAccess {
  const own = parent in ROOT_FIELDS ? (ROOT_FIELDS[parent as Root][field] ?? 'NO_TOKEN') : TYPES[parent];
  const led = TYPES[leadsTo];
  const rules = [own, led].filter((rule): rule is Rule => rule !== undefined && rule !== INHERITED);
  if (rules.includes('NO_TOKEN')) return { kind: 'session' };
  if (rules.includes('RESOURCE_SERVER')) return { kind: 'resource-server' };
  const asked = rules.filter((rule) => rule !== 'ANY_TOKEN').map((rule) => alternatives(rule, own === INHERITED));
  return { kind: 'token', scopes: asked.length > 0 ? allOf(asked) : [] };
}

/** What a mutation answers with, its own scope may read. */
function alternatives(rule: Rule, inPayload: boolean): ApiScope[] {
  const scopes = (typeof rule === 'string' ? [rule] : rule) as ApiScope[];
  const writing = Object.entries(READ_WITH).flatMap(([write, read]) =>
    scopes.includes(read) ? [write as ApiScope] : [],
  );
  return inPayload ? [...scopes, ...writing] : scopes;
}

function allOf(asked: readonly (readonly ApiScope[])[]): ApiScope[][] {
  let lists: ApiScope[][] = [[]];
  for (const choices of asked) {
    lists = lists.flatMap((list) => choices.map((scope) => (list.includes(scope) ? list : [...list, scope])));
  }
  return lists;
}
