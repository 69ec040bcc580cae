import { isObject, type JsonObject } from '../json.ts';

export type Key = string | number;

/** A document that was right but for one thing. */
export interface Mutant {
  kind: string;
  path: Key[];
  document: unknown;
}

function* propertiesOf(value: unknown, path: Key[] = []): Generator<{ path: Key[]; parent: JsonObject; key: string }> {
  if (Array.isArray(value)) for (const [place, item] of value.entries()) yield* propertiesOf(item, [...path, place]);
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    yield { path: [...path, key], parent: value, key };
    yield* propertiesOf(item, [...path, key]);
  }
}

/** A copy in which something else is done at a place. */
function mutant(
  make: () => unknown,
  kind: string,
  path: Key[],
  change: (parent: JsonObject, key: string) => void,
): Mutant {
  const document = make();
  for (const found of propertiesOf(document)) {
    if (found.path.join('.') === path.join('.')) change(found.parent, found.key);
  }
  return { kind, path, document };
}

/** Every copy of a document with one thing wrong. */
export function* mutants(make: () => unknown): Generator<Mutant> {
  for (const { path, parent, key } of propertiesOf(make())) {
    const value = parent[key];
    const set = (kind: string, other: unknown) =>
      mutant(make, kind, path, (at, name) => {
        at[name] = other;
      });
    yield mutant(make, 'missing', path, (at, name) => delete at[name]);
    yield mutant(make, 'extra', path, (at, name) => {
      at[`${name}Inventado`] = value;
    });
    yield set('empty', Array.isArray(value) ? [] : isObject(value) ? {} : '');
    yield set('null', null);
    if (Array.isArray(value)) yield set('not a list', value[0]);
    else yield set('a list', [value, value]);
    if (typeof value === 'string') yield set('a number', 7);
    if (typeof value === 'boolean' || typeof value === 'number') yield set('a text', String(value));
    if (typeof value === 'number') yield set('a comma', `${value},5`);
    if (key === 'code' && typeof value === 'string') yield set('another code', 'zz-9');
    if (key === 'system' && String(value).includes('/CodeSystem/')) yield set('another system', 'http://loinc.org');
    if (key === 'profile' && Array.isArray(value)) yield set('another profile', [`${value[0]}-0.9`]);
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value)) {
      yield set('no such day', value.replace(/-\d\d-\d\d/, '-02-31'));
      if (value.includes('T')) yield set('no zone', value.slice(0, 19));
    }
    const choice = /^(value|effective|performed|occurrence|medication)(?=[A-Z])/.exec(key)?.[0];
    if (choice !== undefined) {
      yield mutant(make, 'another type', path, (at, name) => {
        delete at[name];
        at[`${choice}Ratio`] = { numerator: { value: 1 } };
      });
    }
    if (key === 'reference' && String(value).startsWith('urn:')) {
      yield set('leads nowhere', 'urn:uuid:nowhere');
      yield set('leads to the document', addressOfRoot(make));
    }
  }
}

function addressOfRoot(make: () => unknown): unknown {
  for (const { key, parent } of propertiesOf(make())) if (key === 'fullUrl') return parent.fullUrl;
  return undefined;
}
