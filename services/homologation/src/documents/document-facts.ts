import { createHash } from 'node:crypto';

/** What has to be known of a document to keep it: read from a Bundle that the judge let pass, or as much as there is of it. */
export interface DocumentFacts {
  /** What follows `BRRNDS-`. */
  requesterIdentifier: string | undefined;
  identifierSystem: string;
  identifierValue: string;
  /** Code of the Composition's type: RIA, REL… */
  kind: string;
  profile: string;
  /** CPF or CNS; none where the person is not identified. */
  subject: string | undefined;
  /** CNES of the authors, or whatever identifies them. */
  authors: { value: string; where: string }[];
  /** `relatesTo[0].targetReference.reference` of the Composition. */
  replaces: string | undefined;
  /** What must not be sent twice under another identifier; empty where nothing is known to be. */
  contents: { item: string; hash: string }[];
}

/** What follows `BRRNDS-` in the system of an identifier. */
export function requesterOf(system: string): string | undefined {
  return REQUESTER.exec(system)?.[1];
}

const REQUESTER = /\/NamingSystem\/BRRNDS-(\d+)$/;
const INDIVIDUAL = /\/StructureDefinition\/BRIndividuo-1\.0$/;

type Json = Record<string, unknown>;

/** Reads them; nothing is taken for granted about the form. */
export function documentFacts(bundle: unknown): DocumentFacts {
  const entries = list(at(bundle, 'entry')).map((entry) => at(entry, 'resource'));
  const composition = entries[0];
  const identifierSystem = text(at(bundle, 'identifier', 'system'));
  const identified = at(composition, 'subject', 'identifier');
  const subject = INDIVIDUAL.test(text(at(identified, 'system')))
    ? text(at(identified, 'value')) || undefined
    : undefined;
  return {
    requesterIdentifier: requesterOf(identifierSystem),
    identifierSystem,
    identifierValue: text(at(bundle, 'identifier', 'value')),
    kind: text(at(composition, 'type', 'coding', 0, 'code')),
    profile: text(at(composition, 'meta', 'profile', 0)),
    subject,
    authors: list(at(composition, 'author')).map((author, index) => ({
      value: text(at(author, 'identifier', 'value')),
      where: `Bundle.entry[0].resource.author[${index}]`,
    })),
    replaces: text(at(composition, 'relatesTo', 0, 'targetReference', 'reference')) || undefined,
    contents: entries.flatMap((resource, index) => doseOf(resource, subject, index)),
  };
}

/** A dose is the same where person, vaccine, dose and day are. */
function doseOf(resource: unknown, subject: string | undefined, index: number): DocumentFacts['contents'] {
  if (at(resource, 'resourceType') !== 'Immunization' || !subject) return [];
  const facts = [
    subject,
    text(at(resource, 'vaccineCode', 'coding', 0, 'code')),
    text(at(resource, 'protocolApplied', 0, 'doseNumberString')),
    text(at(resource, 'occurrenceDateTime')).slice(0, 10),
  ];
  return [
    { item: `Bundle.entry[${index}].resource`, hash: createHash('sha256').update(JSON.stringify(facts)).digest('hex') },
  ];
}

/** What a path leads to, however far it goes. */
function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>(
    (found, key) => (typeof found === 'object' && found !== null ? (found as Json)[key] : undefined),
    value,
  );
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
