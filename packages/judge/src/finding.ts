import type { Correction } from './corrections/patch.ts';

/** What kind of rule was broken; `text` of what cannot be read, `limit` of what is more than may be sent or told. */
export type FindingKind =
  | 'text'
  | 'limit'
  | 'unknown-element'
  | 'cardinality'
  | 'type'
  | 'value'
  | 'fixed'
  | 'slice'
  | 'code'
  | 'reference'
  | 'invariant'
  | 'profile'
  | 'rnds'
  | 'empty';

/** One thing that is wrong with a document. */
export interface Finding {
  kind: FindingKind;
  /** Where, as FHIRPath: `Bundle.entry[1].resource.lotNumber`. */
  expression: string;
  /** The same as the keys that lead there. */
  path: readonly (string | number)[];
  /** What is wrong and what was expected, in Portuguese. */
  message: string;
  /** What was expected, in few words of Portuguese; absent where the message says all. */
  expected?: string;
  /** Whose rule it is: the profile's canonical URL, the RNDS's list of errors by code, or what the text should be. */
  source?: string;
  /** What to do about it, where that can be told from the document. */
  correction?: Correction;
  /** The profile whose rule it is; empty for a rule of the RNDS beside the profiles. */
  profile: string;
  /** The rule's key, of an invariant; of a rule of the RNDS its code, `EHR-ERR923`. */
  rule?: string;
}

/** Where something stands in a document. */
export class Place {
  readonly keys: readonly (string | number)[];

  constructor(keys: readonly (string | number)[]) {
    this.keys = keys;
  }

  to(...keys: (string | number)[]): Place {
    return new Place([...this.keys, ...keys]);
  }

  /** As FHIRPath, from the resource's type on. */
  expression(root: string): string {
    return this.keys.reduce<string>(
      (path, key) => (typeof key === 'number' ? `${path}[${key}]` : `${path}.${key}`),
      root,
    );
  }
}
