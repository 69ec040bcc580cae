/** How a change touches programs that exist already. */
export type Criticality = 'BREAKING' | 'DANGEROUS' | 'NON_BREAKING';

/** One change of the schema. */
export interface SchemaChange {
  criticality: Criticality;
  /** What changed: "Query.rateLimit". */
  path: string;
  /** The change as a sentence, in Portuguese. */
  message: string;
}

/** What changed with one version of the schema. */
export interface Release {
  /** The day, as 2026-11-24. */
  date: string;
  version: string;
  changes: SchemaChange[];
}

/** What programs must be changed for comes first. */
export const CRITICALITIES: readonly Criticality[] = ['BREAKING', 'DANGEROUS', 'NON_BREAKING'];

/** The item of the reference that a change is about: an argument is on its field's page. */
export function itemOf(path: string): string {
  return path.split('.').slice(0, 2).join('.');
}
