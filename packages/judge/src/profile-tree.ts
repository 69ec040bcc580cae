import type { ElementRule, Profile } from './guide.ts';

/** An element of a profile with what lies below it. */
export interface ElementNode {
  /** Its name alone: `entry`, `value[x]`. */
  name: string;
  rule: ElementRule;
  /** By name. */
  children: Map<string, ElementNode>;
  /** By the slice's name. */
  slices: Map<string, ElementNode>;
}

const trees = new WeakMap<Profile, ElementNode>();

/** A profile's elements as a tree, made once. */
export function treeOf(profile: Profile): ElementNode {
  const known = trees.get(profile) ?? buildTree(profile);
  trees.set(profile, known);
  return known;
}

function buildTree({ elements }: Profile): ElementNode {
  const [first, ...others] = elements;
  if (!first) throw new Error('a profile has no elements');
  const root = nodeOf(first.id, first);
  const isResource = elements.some(({ id }) => id === `${first.id}.meta`);
  const byId = new Map<string, ElementNode>([[first.id, root]]);
  for (const rule of others) {
    const { parent, name, slice } = placeOf(rule.id);
    const above = byId.get(parent);
    if (!above) continue;
    // Definitions say `string` of it, and R4's text that it is an `id`.
    const isId = isResource && rule.id === `${first.id}.id`;
    const node = nodeOf(name, isId ? { ...rule, types: [{ code: 'id' }] } : rule);
    byId.set(rule.id, node);
    const unsliced = above.children.get(name);
    if (slice === undefined) above.children.set(name, node);
    else unsliced?.slices.set(slice, node);
  }
  for (const { id, sameAs } of elements) {
    const node = byId.get(id);
    const model = sameAs === undefined ? undefined : byId.get(sameAs);
    if (node && model && node.children.size === 0) node.children = model.children;
  }
  return root;
}

function nodeOf(name: string, rule: ElementRule): ElementNode {
  return { name, rule, children: new Map(), slices: new Map() };
}

/** Slices' names may hold dots, but never after the last one of the path that they end. */
function placeOf(id: string): { parent: string; name: string; slice: string | undefined } {
  const dot = id.lastIndexOf('.');
  const [name = '', slice] = id.slice(dot + 1).split(':');
  return { parent: id.slice(0, dot), name, slice };
}
