/** A profile of documents that the RNDS no longer takes. */
export interface RetiredProfile {
  profile: string;
  /** What to send in its place, in Portuguese. */
  message: string;
}

const STRUCTURE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition';

/** Guides still hold these: they would be judged as documents of today. */
export const RETIRED_PROFILES: readonly RetiredProfile[] = [
  ...['', 'Campanha', 'Carga'].map((variant) => ({
    profile: `${STRUCTURE}/BRRegistroImunobiologicoAdministrado${variant}-1.0`,
    message:
      'O registro de imunobiológico em campanha (RIA-C) foi aposentado: envie a dose como RIA-R, pelo perfil BRRegistroImunobiologicoAdministradoRotina-2.0.',
  })),
  ...['1.0', '1.1'].map((version) => ({
    profile: `${STRUCTURE}/BRConjuntoMinimoDados-${version}`,
    message:
      'O Conjunto Mínimo de Dados é só a base de outros documentos: envie um RAC, pelo perfil BRRegistroAtendimentoClinico.',
  })),
];
