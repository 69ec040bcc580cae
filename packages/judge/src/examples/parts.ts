export const STRUCTURE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition';
export const SYSTEM = 'http://www.saude.gov.br/fhir/r4/CodeSystem';

/** A code of one of the RNDS's systems, or of another one by its whole address. */
export const coded = (system: string, code: string) => ({
  coding: [{ system: system.includes('/') ? system : `${SYSTEM}/${system}`, code }],
});

/** Who or what is told by a number: nobody's, and the guide's own example of a house. */
export const numbered = (system: string, value: string) => ({
  identifier: { system: `${STRUCTURE}/${system}`, value },
});
export const person = () => numbered('BRIndividuo-1.0', '700000000000005');
export const house = () => numbered('BREstabelecimentoSaude-1.0', '2337991');
export const professional = () => numbered('BRLotacaoProfissional-1.0', '700000000000005-2337991');

export const made = (profile: string) => ({ profile: [`${STRUCTURE}/${profile}`] });
export const extended = (name: string, value: object) => ({ url: `${STRUCTURE}/${name}`, ...value });

/** The address of an entry: all end in its number. */
export const urn = (entry: number) => `urn:uuid:00000000-0000-4000-8000-${String(entry).padStart(12, '0')}`;
export const leadsTo = (entry: number) => ({ reference: urn(entry) });

/** A document of that morning; the first resource is its Composition. */
export function documentOf(value: string, ...resources: object[]) {
  return {
    resourceType: 'Bundle',
    identifier: { system: 'http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-40', value },
    type: 'document',
    timestamp: '2026-11-29T09:00:00-03:00',
    entry: resources.map((resource, place) => ({ fullUrl: urn(place), resource })),
  };
}

/** A Composition by that profile, of the house and the person. */
export function composition(profile: string, type: string, title: string, more: object) {
  return {
    resourceType: 'Composition',
    meta: made(profile),
    status: 'final',
    type: coded('BRTipoDocumento', type),
    subject: person(),
    date: '2026-11-29T08:45:00-03:00',
    author: [house()],
    title,
    ...more,
  };
}
