import { BOUNDS } from '../bounds.ts';
import { isObject } from '../json.ts';
import type { Correction, PatchOperation } from './patch.ts';

/** How a property is written: `"status": "final"`, or `<status value="final"/>`. */
export type WriteProperty = (name: string, value: unknown) => string;

/** A correction with what it changes, as it is written. */
export function withFragments(resource: unknown, patch: readonly PatchOperation[], write: WriteProperty): Correction {
  const fragments = patch.map((step) => fragmentsOf(resource, step, write));
  const told = (side: 'before' | 'after') => cut(fragments.map((one) => one[side]).join('\n'));
  return { patch, before: told('before'), after: told('after') };
}

export function jsonProperty(name: string, value: unknown): string {
  return `${JSON.stringify(name)}: ${JSON.stringify(value, null, 2)}`;
}

function fragmentsOf(resource: unknown, step: PatchOperation, write: WriteProperty): { before: string; after: string } {
  const at = (pointer: string) => valueAt(resource, pointer);
  const written = (pointer: string, value: unknown) => write(nameOf(pointer), value);
  if (step.op === 'move') {
    const value = at(step.from);
    const [from, path] = [nameOf(step.from), nameOf(step.path)];
    // Moved among its like it stays as it is written: where it goes is told.
    if (from === path) return { before: `${step.from}: ${summary(value)}`, after: `${step.path}: ${summary(value)}` };
    return { before: write(from, value), after: write(path, value) };
  }
  const now = at(step.path);
  return {
    before: now === undefined ? '' : written(step.path, now),
    after: step.op === 'remove' ? '' : written(step.path, step.value),
  };
}

/** The name of the property, of an item that of its list. */
function nameOf(pointer: string): string {
  return keysOf(pointer).findLast((key) => !/^(\d+|-)$/.test(key)) ?? '';
}

function keysOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function valueAt(resource: unknown, pointer: string): unknown {
  return keysOf(pointer).reduce<unknown>((value, key) => {
    if (Array.isArray(value)) return value[Number(key)];
    return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  }, resource);
}

function summary(value: unknown): string {
  const resource = isObject(value) && isObject(value.resource) ? value.resource : value;
  return isObject(resource) && typeof resource.resourceType === 'string'
    ? resource.resourceType
    : JSON.stringify(value);
}

function cut(text: string): string {
  return text.length > BOUNDS.message ? `${text.slice(0, BOUNDS.message)}…` : text;
}
