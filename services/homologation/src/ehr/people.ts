import type { Population, SyntheticPerson, SyntheticProfessional } from '../population/population.ts';
import { cnesOf, type EhrCall, type EhrOperation } from './ehr-call.ts';
import { notKnown, type Refusals } from './refusal.ts';
import { identifierOf, searchset } from './searchset.ts';

/** What people are looked for in. */
export interface PeopleGround {
  population: Population;
  refusals: Refusals;
  ehrUrl: string;
}

const NAMING = 'http://rnds.saude.gov.br/fhir/r4/NamingSystem/';
/** What a search may be asked by besides identifiers: at least two of them. */
const PATIENT_PARAMETERS = ['name', 'mothers-name', 'birthdate', 'birthplace'] as const;
const MOST_FOUND = 100;

/** The operations on people and professionals. */
export function peopleOperations({ population, refusals, ehrUrl }: PeopleGround) {
  const identified = (call: EhrCall, name: string, refused: string): string | undefined => {
    const asked = call.query.get(name);
    if (asked === null) return undefined;
    const { system, value } = identifierOf(asked);
    if (system !== `${NAMING}cpf` && system !== `${NAMING}cns`) throw refusals.of(refused);
    return value;
  };
  const answerFound = (call: EhrCall, resources: { resourceType: string; id: string }[]) => ({
    status: 200,
    body: searchset(ehrUrl, resources, `${call.path}?${call.query}`),
  });

  const readPatient: EhrOperation = ({ id }) => {
    const [person] = population.recordsOf(id).filter(({ cns }) => cns === id);
    if (!person) throw notKnown('Patient', id);
    return { status: 200, body: patientOf(person) };
  };

  const searchPatients: EhrOperation = (call) => {
    refuseModifiers(call, refusals);
    const number = identified(call, 'identifier', 'EHR-ERR937');
    if (number !== undefined) return answerFound(call, population.recordsOf(number).map(patientOf));
    const asked = PATIENT_PARAMETERS.filter((name) => call.query.get(name));
    if (!asked.includes('name') || asked.length < 2) throw refusals.of('EHR-ERR849');
    const birthplace = call.query.get('birthplace');
    if (birthplace && !/^\d{6}$/.test(birthplace)) {
      throw refusals.of('EHR-ERR850', 'birthplace', 'deve ser o código IBGE do município, de 6 dígitos');
    }
    const found = population.people.filter((person) => person.kind !== 'UNKNOWN' && fits(person, call.query));
    return answerFound(call, found.slice(0, MOST_FOUND).map(patientOf));
  };

  const readPractitioner: EhrOperation = ({ id }) => {
    const professional = population.professional(id);
    if (!professional || professional.cns !== id) throw notKnown('Practitioner', id);
    return { status: 200, body: practitionerOf(professional) };
  };

  const searchPractitioners: EhrOperation = (call) => {
    refuseModifiers(call, refusals);
    const number = identified(call, 'identifier', 'EHR-ERR935');
    if (number === undefined) throw refusals.of('EHR-ERR984');
    const professional = population.professional(number);
    return answerFound(call, professional ? [practitionerOf(professional)] : []);
  };

  const readRole: EhrOperation = ({ id }) => {
    const [cns = '', cnes = ''] = id.split('-');
    const professional = population.professional(cns);
    if (!professional || !population.bonded(professional, cnes)) throw notKnown('PractitionerRole', id);
    return { status: 200, body: roleOf(professional, cnes) };
  };

  const searchRoles: EhrOperation = (call) => {
    const number = identified(call, 'practitioner.identifier', 'EHR-ERR935');
    const organization = call.query.get('organization.identifier');
    if (number === undefined && organization === null) throw refusals.of('EHR-ERR877');
    const places =
      organization === null
        ? [...cnesOf(call.caller.accreditations), ...population.establishments.map(({ cnes }) => cnes)]
        : [cnesAsked(organization)];
    const who = number === undefined ? population.professionals : [population.professional(number)];
    const roles = who
      .flatMap((one) => (one ? [one] : []))
      .flatMap((professional) =>
        [...new Set(places)]
          .filter((cnes) => population.bonded(professional, cnes))
          .map((cnes) => roleOf(professional, cnes)),
      );
    return answerFound(call, roles.slice(0, MOST_FOUND));
  };

  const cnesAsked = (organization: string) => {
    const { system, value } = identifierOf(organization);
    if (system !== `${NAMING}cnes` || !/^\d{7}$/.test(value)) throw refusals.of('EHR-ERR936');
    return value;
  };

  return { readPatient, searchPatients, readPractitioner, searchPractitioners, readRole, searchRoles };
}

function refuseModifiers(call: EhrCall, refusals: Refusals): void {
  const modified = [...call.query.keys()].find((name) => name.includes(':') && !name.startsWith('_include'));
  if (modified) throw refusals.of('EHR-ERR851', modified);
}

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

function fits(person: SyntheticPerson, query: URLSearchParams): boolean {
  const starts = (asked: string | null, of: string) => !asked || plain(of).startsWith(plain(asked.trim()));
  const is = (asked: string | null, of: string) => !asked || asked === of;
  return (
    starts(query.get('name'), person.name) &&
    starts(query.get('mothers-name'), person.motherName) &&
    is(query.get('birthdate'), person.birthDate) &&
    is(query.get('birthplace'), person.birthplace)
  );
}

function identifiersOf({ cns, cpf }: SyntheticPerson) {
  return [
    { use: 'official', system: `${NAMING}cns`, value: cns },
    { use: 'official', system: `${NAMING}cpf`, value: cpf },
  ];
}

function patientOf(person: SyntheticPerson) {
  return {
    resourceType: 'Patient',
    id: person.cns,
    meta: { profile: ['http://www.saude.gov.br/fhir/r4/StructureDefinition/BRIndividuo-1.0'] },
    extension: [
      {
        url: 'http://www.saude.gov.br/fhir/r4/StructureDefinition/BRMunicipio-1.0',
        valueCodeableConcept: {
          coding: [
            { system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/BRDivisaoGeograficaBrasil', code: person.birthplace },
          ],
        },
      },
    ],
    identifier: identifiersOf(person),
    active: person.kind !== 'INACTIVE',
    name: [{ use: 'official', text: person.name }],
    gender: person.gender,
    birthDate: person.birthDate,
    contact: [
      {
        relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-RoleCode', code: 'MTH' }] }],
        name: { text: person.motherName },
      },
    ],
  };
}

function practitionerOf(professional: SyntheticProfessional) {
  return {
    resourceType: 'Practitioner',
    id: professional.cns,
    meta: { profile: ['http://www.saude.gov.br/fhir/r4/StructureDefinition/BRProfissional-1.0'] },
    identifier: identifiersOf(professional),
    active: true,
    name: [{ use: 'official', text: professional.name }],
    gender: professional.gender,
    birthDate: professional.birthDate,
  };
}

function roleOf(professional: SyntheticProfessional, cnes: string) {
  const occupation = {
    system: 'http://www.saude.gov.br/fhir/r4/CodeSystem/rnds-cbo-1.0',
    code: professional.occupation,
  };
  return {
    resourceType: 'PractitionerRole',
    id: `${professional.cns}-${cnes}`,
    active: true,
    practitioner: { reference: `Practitioner/${professional.cns}`, identifier: identifiersOf(professional)[0] },
    organization: { reference: `Organization/${cnes}`, identifier: { system: `${NAMING}cnes`, value: cnes } },
    code: [{ coding: [occupation] }],
  };
}
