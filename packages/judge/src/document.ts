import { asList, isObject, type JsonObject } from './json.ts';

/** A resource of a Bundle, and where it is. */
export interface BundleEntry {
  fullUrl: string;
  resource: JsonObject;
  /** Where its resource stands. */
  path: readonly (string | number)[];
}

/** What a resource's references may lead to: the other resources of its Bundle. */
export class Document {
  /** Those that can be led to, by the first of each address. */
  private readonly byAddress = new Map<string, BundleEntry>();
  private readonly entries: BundleEntry[] = [];

  constructor(root: JsonObject) {
    for (const [place, entry] of (root.resourceType === 'Bundle' ? asList(root.entry) : []).entries()) {
      if (!isObject(entry) || !isObject(entry.resource)) continue;
      const { fullUrl, resource } = entry;
      const { resourceType, id } = resource;
      const found = { fullUrl: String(fullUrl ?? ''), resource, path: ['entry', place, 'resource'] };
      if (typeof fullUrl === 'string' && !this.byAddress.has(fullUrl)) {
        this.byAddress.set(fullUrl, found);
        this.entries.push(found);
      }
      if (typeof id === 'string') this.byAddress.set(`${resourceType}/${id}`, found);
    }
  }

  /** What a reference leads to; undefined where it is not in the Bundle. */
  resolve(reference: string): JsonObject | undefined {
    return this.byAddress.get(reference)?.resource;
  }

  /** The same with where it is. */
  entryAt(reference: string): BundleEntry | undefined {
    return this.byAddress.get(reference);
  }

  /** The only entry that could be meant: by an address that is written otherwise, or by being the only one that fits. */
  meant(reference: string, fits: (resource: JsonObject) => boolean): BundleEntry | undefined {
    const wanted = bare(reference);
    const alike = this.entries.filter(({ fullUrl }) => bare(fullUrl) === wanted);
    const candidates = alike.length > 0 ? alike : this.entries.filter(({ resource }) => fits(resource));
    return candidates.length === 1 ? candidates[0] : undefined;
  }
}

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(urn:)?(uuid:)?/, '')
    .trim();
}
