import type { Guide } from '@portal/judge/guide';
import { compactGuide } from './compact.ts';
import type { Published } from './read-package.ts';

/** Types that documents of the RNDS are made of. */
const RESOURCES = new Set([
  ...['Resource', 'DomainResource', 'Bundle', 'Composition', 'Patient', 'Practitioner', 'PractitionerRole'],
  ...['Organization', 'Location', 'Encounter', 'Condition', 'Observation', 'Procedure', 'Specimen', 'Immunization'],
  ...['AllergyIntolerance', 'CarePlan', 'ClinicalImpression', 'List', 'ServiceRequest', 'Appointment'],
  ...['Medication', 'MedicationRequest', 'MedicationDispense'],
]);

/** Of FHIR R4 the types that documents are made of, with the value sets that they require. */
export function baseSpecification(published: readonly Published[]): Guide {
  const kept = published.filter(
    ({ resourceType, kind, name }) =>
      resourceType !== 'StructureDefinition' || kind === 'complex-type' || RESOURCES.has(String(name)),
  );
  const about = {
    name: 'hl7.fhir.r4.core',
    version: '4.0.1',
    source: 'https://hl7.org/fhir/R4/',
    licence: 'CC0-1.0',
  };
  const guide = compactGuide(about, kept);
  const required = requiredValueSets(guide);
  const valueSets = entriesWhere(guide.valueSets, (url) => required.has(url));
  const systems = new Set(Object.values(valueSets).flatMap(({ include }) => include.map(({ system }) => system)));
  return { ...guide, valueSets, codeSystems: entriesWhere(guide.codeSystems, (url) => systems.has(url)) };
}

function requiredValueSets({ profiles, valueSets }: Guide): Set<string> {
  const required = new Set<string>();
  const add = (canonical: string) => {
    const [url = ''] = canonical.split('|');
    if (required.has(url)) return;
    required.add(url);
    const { include = [], exclude = [] } = valueSets[url] ?? {};
    for (const other of [...include, ...exclude].flatMap((part) => part.valueSets ?? [])) add(other);
  };
  for (const { binding } of Object.values(profiles).flatMap(({ elements }) => elements)) {
    if (binding?.strength === 'required') add(binding.valueSet);
  }
  return required;
}

function entriesWhere<Value>(entries: Record<string, Value>, fits: (key: string) => boolean): Record<string, Value> {
  return Object.fromEntries(Object.entries(entries).filter(([key]) => fits(key)));
}
