import type { CodesOf, ElementRule, Guide, Invariant, Profile, TypeRule, ValueSet } from '@portal/judge/guide';
import type { Published } from './read-package.ts';
import { type ElementChange, snapshotOf } from './snapshot.ts';

/** Whose words and by which leave: what a guide tells of itself beside its rules. */
export type About = Pick<Guide, 'name' | 'version' | 'source' | 'licence'>;

/** A published ElementDefinition, as far as it is read. */
interface Element {
  id: string;
  min?: number;
  max?: string;
  base?: { max?: string };
  type?: { code: string; profile?: string[]; targetProfile?: string[] }[];
  binding?: { strength: string; valueSet?: string };
  slicing?: { discriminator?: { type: string; path: string }[]; rules: string };
  constraint?: { key: string; severity: string; expression?: string }[];
  contentReference?: string;
  [more: string]: unknown;
}

interface Concept {
  code: string;
  property?: { code: string; valueBoolean?: boolean }[];
  concept?: Concept[];
}

interface Include {
  system?: string;
  concept?: Concept[];
  valueSet?: string[];
  filter?: unknown[];
}

/** Held to by the judge itself, or no error. */
const NOT_KEPT = /^(ele-1|ext-1|dom-\d)$/;

/** Of the base specification. */
const BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** FHIR's own way to say `string` or `id` of what no profile is about. */
const SYSTEM_TYPE = 'http://hl7.org/fhirpath/System.';

/**
 * Keeps of published definitions what documents are judged by: no prose, no examples. `base` has those that profiles without a
 * snapshot are made of.
 */
export function compactGuide(about: About, published: readonly Published[], base?: Guide): Guide {
  const guide: Guide = { ...about, profiles: {}, valueSets: {}, codeSystems: {} };
  const inPart = new Set(
    published.flatMap((one) =>
      one.resourceType === 'CodeSystem' && one.content === 'fragment' ? [String(one.url)] : [],
    ),
  );
  for (const resource of published) {
    const url = String(resource.url ?? '');
    if (resource.resourceType === 'StructureDefinition') {
      const profile = compactProfile(resource) ?? (base && profileOfChanges(resource, base));
      if (profile) guide.profiles[url] = profile;
    } else if (resource.resourceType === 'ValueSet') {
      const valueSet = compactValueSet(resource, inPart);
      if (valueSet) guide.valueSets[url] = valueSet;
    } else if (resource.resourceType === 'CodeSystem' && resource.content === 'complete') {
      const concepts = resource.concept as Concept[] | undefined;
      guide.codeSystems[url] = codesOf(concepts).join('\n');
      const ofBefore = inactiveOf(concepts);
      if (ofBefore.length > 0) guide.inactive = { ...guide.inactive, [url]: ofBefore };
    }
  }
  return guide;
}

function compactProfile({ type, snapshot }: Published): Profile | undefined {
  const elements = (snapshot as { element?: Element[] } | undefined)?.element;
  if (!elements || typeof type !== 'string') return undefined;
  return { type, elements: elements.map(compactElement) };
}

/** Of one that is published by its differences from its base alone. */
function profileOfChanges({ type, baseDefinition, differential }: Published, { profiles }: Guide): Profile | undefined {
  const elements = (differential as { element?: Element[] } | undefined)?.element;
  const base = profiles[String(baseDefinition)];
  if (!elements || !base || typeof type !== 'string') return undefined;
  return snapshotOf(elements.map(changeOf), base, (code) => profiles[`${BASE}${code}`]);
}

function compactElement(element: Element): ElementRule {
  const { min = 0, max = '1', base } = element;
  const mostOfBase = base?.max ?? max;
  const isList = mostOfBase !== '1' && mostOfBase !== '0';
  const { id, ...change } = changeOf({ ...element, min, max });
  return { id, min, max: null, ...(isList && { list: true as const }), ...change };
}

/** What it says, and nothing of what it leaves as it is. */
function changeOf(element: Element): ElementChange {
  const { id, min, max, type = [], binding, slicing, constraint = [], contentReference } = element;
  const invariants = constraint.flatMap(({ key, severity, expression }): Invariant[] =>
    expression && severity === 'error' && !NOT_KEPT.test(key) ? [{ key, expression }] : [],
  );
  const types = type.map(compactType);
  const fixed = valueNamed(element, 'fixed');
  const pattern = valueNamed(element, 'pattern');
  return {
    id,
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max: max === '*' ? null : Number(max) }),
    ...(types.length > 0 && { types }),
    ...(fixed !== undefined && { fixed }),
    ...(pattern !== undefined && { pattern }),
    ...(binding?.valueSet !== undefined &&
      (binding.strength === 'required' || binding.strength === 'extensible') && {
        binding: { strength: binding.strength, valueSet: binding.valueSet },
      }),
    ...(slicing && {
      slicing: {
        by: (slicing.discriminator ?? []).map(({ type: kind, path }) => ({ type: kind, path })),
        ...(slicing.rules === 'closed' && { closed: true as const }),
      },
    }),
    ...(invariants.length > 0 && { invariants }),
    ...(contentReference !== undefined && { sameAs: contentReference.slice(contentReference.indexOf('#') + 1) }),
  };
}

function compactType({ code, profile, targetProfile }: NonNullable<Element['type']>[number]): TypeRule {
  const plain = code.startsWith(SYSTEM_TYPE) ? code.slice(SYSTEM_TYPE.length).toLowerCase() : code;
  return { code: plain, ...(profile && { profiles: profile }), ...(targetProfile && { targets: targetProfile }) };
}

function valueNamed(element: Element, stem: 'fixed' | 'pattern'): unknown {
  const key = Object.keys(element).find((one) => one.startsWith(stem) && /[A-Z]/.test(one.charAt(stem.length)));
  return key === undefined ? undefined : element[key];
}

function compactValueSet({ compose, expansion }: Published, inPart: ReadonlySet<string>): ValueSet | undefined {
  const { include, exclude } = (compose ?? {}) as { include?: Include[]; exclude?: Include[] };
  if (include) {
    const compact = (part: Include) => compactInclude(part, inPart);
    return { include: include.map(compact), ...(exclude && { exclude: exclude.map(compact) }) };
  }
  const contains = (expansion as { contains?: { system: string; code: string }[] } | undefined)?.contains;
  if (!contains) return undefined;
  const bySystem = Map.groupBy(contains, ({ system }) => system);
  return { include: [...bySystem].map(([system, codes]) => ({ system, codes: codes.map(({ code }) => code) })) };
}

function compactInclude({ system, concept, valueSet, filter }: Include, inPart: ReadonlySet<string>): CodesOf {
  return {
    ...(system !== undefined && { system }),
    ...(concept && { codes: concept.map(({ code }) => code) }),
    ...(valueSet && { valueSets: valueSet }),
    ...(filter && filter.length > 0 && { filtered: true as const }),
    ...(system !== undefined && !concept && inPart.has(system) && { inPart: true as const }),
  };
}

/** Of a hierarchy every code, whatever its level. */
function codesOf(concepts: Concept[] = []): string[] {
  return concepts.flatMap(({ code, concept }) => [code, ...codesOf(concept)]);
}

/** Those that are no longer given (http://hl7.org/fhir/concept-properties#inactive). */
function inactiveOf(concepts: Concept[] = []): string[] {
  return concepts.flatMap(({ code, property = [], concept }) => [
    ...(property.some((one) => one.code === 'inactive' && one.valueBoolean) ? [code] : []),
    ...inactiveOf(concept),
  ]);
}
