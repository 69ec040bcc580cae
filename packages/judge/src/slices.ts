import type { Document } from './document.ts';
import type { Discriminator } from './guide.ts';
import { type Guides, urlOfType } from './guides.ts';
import { asList, equals, hasPattern, isObject } from './json.ts';
import { type ElementNode, treeOf } from './profile-tree.ts';

/** What slices are told apart with. */
export interface SliceGround {
  guides: Guides;
  document: Document;
}

/** The slice that a value belongs to: the first one all of whose discriminators fit. */
export function sliceOf(
  node: ElementNode,
  value: unknown,
  type: string | undefined,
  ground: SliceGround,
): [name: string, slice: ElementNode] | undefined {
  const by = node.rule.slicing?.by ?? [];
  if (by.length === 0) return undefined;
  return [...node.slices].find(([, slice]) =>
    by.every((discriminator) => fits(slice, discriminator, value, type, ground)),
  );
}

/**
 * A value in as many parts as it belongs to slices. Some guides tell sections apart by the profiles of their entries, and their
 * examples have all entries in one section: each slice then gets the section with its own entries, at the places that they have.
 */
export function partsOf<One extends { value: unknown }>(node: ElementNode, one: One, ground: SliceGround): One[] {
  const [{ type, path } = { type: '', path: '' }, ...more] = node.rule.slicing?.by ?? [];
  const list = /^(\w+)\.resolve\(\)$/.exec(path)?.[1];
  const items = list !== undefined && isObject(one.value) ? one.value[list] : undefined;
  if (type !== 'profile' || more.length > 0 || list === undefined || !Array.isArray(items)) return [one];
  const parts = new Map<string | undefined, unknown[]>();
  for (const [place, item] of items.entries()) {
    const [name] = sliceOf(node, { [list]: item }, undefined, ground) ?? [];
    const part = parts.get(name) ?? [];
    part[place] = item;
    parts.set(name, part);
  }
  if (parts.size < 2) return [one];
  return [...parts.values()].map((part) => ({
    ...one,
    whole: one.value,
    value: { ...(one.value as object), [list]: part },
  }));
}

function fits(
  slice: ElementNode,
  { type: kind, path }: Discriminator,
  value: unknown,
  type: string | undefined,
  ground: SliceGround,
): boolean {
  if (kind === 'type') return fitsType(slice, value, type, ground);
  if (kind === 'profile') return fitsProfile(slice, path, value, ground);
  const steps = stepsOf(path);
  const values = valuesAt([value], steps);
  if (kind === 'exists') return values.length > 0 === (nodeAt(slice, steps, ground)?.rule.min ?? 0) > 0;
  return fitsValue(slice, steps, values, value, ground);
}

function fitsType({ rule }: ElementNode, value: unknown, type: string | undefined, { document }: SliceGround): boolean {
  const target = isObject(value) && typeof value.reference === 'string' ? document.resolve(value.reference) : undefined;
  const actual = [type, target?.resourceType, isObject(value) ? value.resourceType : undefined];
  return (rule.types ?? []).some(({ code }) => actual.includes(code));
}

/** What a reference leads to says by which profile it was made. */
function fitsProfile(slice: ElementNode, path: string, value: unknown, ground: SliceGround): boolean {
  const steps = stepsOf(path.replace(/\.?resolve\(\)$/, ''));
  const wanted = (nodeAt(slice, steps, ground)?.rule.types ?? []).flatMap(({ targets = [], profiles = [] }) => [
    ...targets,
    ...profiles,
  ]);
  return valuesAt([value], steps).some((one) => {
    const target = isObject(one) && typeof one.reference === 'string' ? ground.document.resolve(one.reference) : one;
    return isObject(target) && wanted.some((url) => isMadeBy(target, url, ground.guides));
  });
}

/** Whether a resource says that it was made by a profile, or is of the type that the base specification's is about. */
export function isMadeBy(resource: Record<string, unknown>, url: string, guides: Guides): boolean {
  const named = isObject(resource.meta) ? asList(resource.meta.profile) : [];
  if (named.some((one) => String(one).split('|')[0] === url)) return true;
  return url === urlOfType(String(resource.resourceType)) || guides.typeOf(url) === 'Resource';
}

function fitsValue(
  slice: ElementNode,
  steps: string[],
  values: unknown[],
  value: unknown,
  ground: SliceGround,
): boolean {
  // Extensions are told apart by what the slice's profile says of `url`.
  const [profile] = slice.rule.types?.[0]?.profiles ?? [];
  if (steps.join('.') === 'url' && profile !== undefined) return values.includes(profile);
  const node = nodeAt(slice, steps, ground);
  if (node?.rule.fixed !== undefined) return values.some((one) => equals(one, node.rule.fixed));
  if (node?.rule.pattern !== undefined) return values.some((one) => hasPattern(one, node.rule.pattern));
  // A pattern may stand above: on the whole code, where its system is asked for.
  for (let above = steps.length - 1; above >= 0; above--) {
    const { pattern, fixed } = nodeAt(slice, steps.slice(0, above), ground)?.rule ?? {};
    const whole = pattern ?? fixed;
    if (whole !== undefined) return valuesAt([value], steps.slice(0, above)).some((one) => hasPattern(one, whole));
  }
  const binding = node?.rule.binding;
  if (!binding) return false;
  return values.some((one) => ground.guides.terminology.isIn(binding.valueSet, undefined, String(one)) === 'in');
}

function stepsOf(path: string): string[] {
  return path.split('.').filter((step) => step !== '' && step !== '$this');
}

function valuesAt(values: unknown[], steps: string[]): unknown[] {
  return steps.reduce<unknown[]>((now, step) => now.flatMap((one) => (isObject(one) ? asList(one[step]) : [])), values);
}

/** An element below another; where the profile says nothing of it, what its type's profile or the type itself does. */
function nodeAt(from: ElementNode, steps: string[], { guides }: SliceGround): ElementNode | undefined {
  let node: ElementNode | undefined = from;
  for (const step of steps) {
    if (!node) return undefined;
    node = node.children.get(step) ?? typesNode(node, guides)?.children.get(step);
  }
  return node;
}

function typesNode({ rule }: ElementNode, guides: Guides): ElementNode | undefined {
  const [type] = rule.types ?? [];
  const profile = type && (guides.profile(type.profiles?.[0] ?? '') ?? guides.type(type.code));
  return profile && treeOf(profile);
}
