import { asList, isObject, type JsonObject } from './json.ts';

/** What a resource's references may lead to: the other resources of its Bundle. */
export class Document {
  private readonly entries = new Map<string, JsonObject>();

  constructor(root: JsonObject) {
    for (const entry of root.resourceType === 'Bundle' ? asList(root.entry) : []) {
      if (!isObject(entry) || !isObject(entry.resource)) continue;
      if (typeof entry.fullUrl === 'string' && !this.entries.has(entry.fullUrl)) {
        this.entries.set(entry.fullUrl, entry.resource);
      }
      const { resourceType, id } = entry.resource;
      if (typeof id === 'string') this.entries.set(`${resourceType}/${id}`, entry.resource);
    }
  }

  /** What a reference leads to; undefined where it is not in the Bundle. */
  resolve(reference: string): JsonObject | undefined {
    return this.entries.get(reference);
  }
}
