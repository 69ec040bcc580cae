/** What a FHIR package says of documents, and no more of it than is judged by. */
export interface Guide {
  /** The package's name and version: `br.gov.saude.ria.fhir`, `1.0.0-release`. */
  name: string;
  version: string;
  /** Where it was published, and under which licence. */
  source: string;
  licence: string;
  /** By canonical URL. */
  profiles: Record<string, Profile>;
  valueSets: Record<string, ValueSet>;
  /** The codes of each code system, one a line. */
  codeSystems: Record<string, string>;
  /** Of code systems the codes that are no longer given, where there are some. */
  inactive?: Record<string, string[]>;
}

/** A StructureDefinition with its snapshot. */
export interface Profile {
  /** The resource or data type that it is about. */
  type: string;
  elements: ElementRule[];
}

/** What holds for one element (FHIR R4 ElementDefinition); what is absent does not hold. */
export interface ElementRule {
  /** Its place with the names of slices: `Composition.section:imunizacao.entry`. */
  id: string;
  min: number;
  /** Null: any number. */
  max: number | null;
  /** Whether JSON has it as an array, however few there may be. */
  list?: true;
  types?: TypeRule[];
  /** Exactly this value. */
  fixed?: unknown;
  /** At least this. */
  pattern?: unknown;
  binding?: { strength: 'required' | 'extensible'; valueSet: string };
  slicing?: { by: Discriminator[]; closed?: true };
  invariants?: Invariant[];
  /** The id of the element whose children it has as well. */
  sameAs?: string;
}

/** A type that an element may be of. */
export interface TypeRule {
  code: string;
  profiles?: string[];
  /** What a reference may lead to. */
  targets?: string[];
}

/** By what slices are told apart. */
export interface Discriminator {
  type: string;
  path: string;
}

/** A rule in FHIRPath. */
export interface Invariant {
  key: string;
  expression: string;
}

/** Codes from several systems. */
export interface ValueSet {
  include: CodesOf[];
  exclude?: CodesOf[];
}

/** Some codes of a system, all of them, or those of other value sets. */
export interface CodesOf {
  system?: string;
  codes?: string[];
  valueSets?: string[];
  /** Chosen by a filter that is not worked out here: membership is not known. */
  filtered?: true;
  /** Of a system that is published only in part: of a code that is not there membership is not known. */
  inPart?: true;
}
