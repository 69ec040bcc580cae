import type { Guides } from '../guides.ts';
import { asList, isObject, type JsonObject } from '../json.ts';
import type { Terminology } from '../terminology.ts';

/** Something in a document, and the keys that lead to it. */
export interface Found<Value = unknown> {
  value: Value;
  path: readonly (string | number)[];
}

/** A resource of a document, and the keys that lead to it. */
export type FoundResource = Found<JsonObject>;

/** A document Bundle, as the RNDS's rules look at it. */
export class RndsDocument {
  readonly bundle: JsonObject;
  /** The day that it is received on, in Brasília, and the moment. */
  readonly today: string;
  readonly now: Date;
  /** All references to something in the Bundle, as `urn:uuid:…`; not what the document replaces, which is elsewhere. */
  readonly references: readonly Found<string>[];
  /** The Compositions that no other resource leads to: one, where the document is right. */
  readonly roots: readonly FoundResource[];
  private readonly byFullUrl = new Map<unknown, FoundResource>();

  /** Of the guides that it is judged by. */
  readonly terminology: Terminology;

  constructor(bundle: JsonObject, now: Date, { terminology }: Guides) {
    this.bundle = bundle;
    this.terminology = terminology;
    this.now = now;
    this.today = dayInBrasilia(now);
    this.references = referencesIn(bundle, []);
    const referred = new Set<unknown>(this.references.map(({ value }) => value));
    const roots: FoundResource[] = [];
    for (const [place, entry] of asList(bundle.entry).entries()) {
      if (!isObject(entry) || !isObject(entry.resource)) continue;
      const found = { value: entry.resource, path: ['entry', place, 'resource'] };
      if (!this.byFullUrl.has(entry.fullUrl)) this.byFullUrl.set(entry.fullUrl, found);
      if (found.value.resourceType === 'Composition' && !referred.has(entry.fullUrl)) roots.push(found);
    }
    this.roots = roots;
  }

  /** All its resources of a type, in order. */
  resources(type: string): FoundResource[] {
    return asList(this.bundle.entry).flatMap((entry, place) => {
      const resource = isObject(entry) ? entry.resource : undefined;
      return isObject(resource) && resource.resourceType === type
        ? [{ value: resource, path: ['entry', place, 'resource'] }]
        : [];
    });
  }

  /** The resource that a reference leads to. */
  resourceAt(reference: string): FoundResource | undefined {
    return this.byFullUrl.get(reference);
  }
}

function referencesIn(value: unknown, path: readonly (string | number)[]): Found<string>[] {
  if (Array.isArray(value)) return value.flatMap((item, place) => referencesIn(item, [...path, place]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    if (key === 'relatesTo') return [];
    if (key !== 'reference' || typeof item !== 'string') return referencesIn(item, [...path, key]);
    return item.startsWith('urn:') ? [{ value: item, path: [...path, key] }] : [];
  });
}

/** What stands below an object along keys; of an array every item. */
export function below({ value, path }: Found, ...keys: string[]): Found[] {
  return keys.reduce<Found[]>(
    (found, key) =>
      found.flatMap((one) => {
        const next = isObject(one.value) ? one.value[key] : undefined;
        if (next === undefined) return [];
        if (!Array.isArray(next)) return [{ value: next, path: [...one.path, key] }];
        return next.map((item, place) => ({ value: item, path: [...one.path, key, place] }));
      }),
    [{ value, path }],
  );
}

/** The codes of an element, wherever they are from. */
export function codesOf(resource: Found, ...keys: string[]): string[] {
  return below(resource, ...keys, 'coding', 'code').map(({ value }) => String(value));
}

/** The extension with that end of its URL. */
export function extension(of: Found, name: string): Found | undefined {
  return below(of, 'extension').find(({ value }) => isObject(value) && String(value.url).endsWith(`/${name}`));
}

/** Made once: it takes longer than all else that a document is judged by. */
const DAYS = new Intl.DateTimeFormat('sv-SE', { timeZone: 'America/Sao_Paulo' });

/** A moment's day where the RNDS is. */
export function dayInBrasilia(moment: Date): string {
  return DAYS.format(moment);
}

/** A date as it stands, and of a moment the day where the RNDS is. */
export function dayOf(value: unknown): string | undefined {
  const text = String(value ?? '');
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) ? undefined : dayInBrasilia(moment);
}

/** A moment as it is written where the RNDS is, to the second. */
export function momentInBrasilia(moment: Date): string {
  // Brazil has had no summer time since 2019.
  return `${new Date(moment.getTime() - 3 * 3_600_000).toISOString().slice(0, 19)}-03:00`;
}
