import { withoutVersion } from './canonical.ts';
import { asList, isObject, type JsonObject } from './json.ts';

/** A kind of document that the RNDS takes, and what is judged of it. */
export interface DocumentKind {
  /** As the RNDS calls it. */
  code: string;
  /** Its code in BRTipoDocumento, as Composition.type has it. */
  type: string;
  /** In Portuguese. */
  name: string;
  /** The FHIR package that it is judged by, and its version; null where it is not judged yet. */
  guide: string | null;
  guideVersion: string | null;
  /** Of its Composition, without a version behind a bar. */
  profiles: readonly string[];
  /** What is judged of it, and what is not, in Portuguese. */
  covered: readonly string[];
  notCovered: readonly string[];
}

const STRUCTURE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition';
const DOCUMENT_TYPES = 'http://www.saude.gov.br/fhir/r4/CodeSystem/BRTipoDocumento';

const COVERED = [
  'Estrutura do FHIR R4 e dos perfis: elementos, cardinalidade, tipos, valores fixos e fatias',
  'Códigos das terminologias que o guia traz',
  'Invariantes e referências dentro do documento',
  'Regras da RNDS que se veem no próprio documento, cada uma com o seu código',
];
const ELSEWHERE = 'Regras que dependem do que já foi enviado ou de quem existe nos cadastros';
/** Of contacts with care. */
const OF_CARE = [
  'Códigos de medicamentos, que o perfil recomenda e não exige',
  'Regras 785 e 795, que contradizem o perfil; 798 a 801 de quem é identificado, cujas datas só o CADSUS tem',
];
const NO_PROFILE = 'O perfil inteiro: ainda não é conhecido aqui';

/** All of them; a document that names none of these profiles is judged by its type alone. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    code: 'RIA-R',
    type: 'RIA',
    name: 'Registro de Imunobiológico Administrado na Rotina',
    guide: 'br.gov.saude.ria.fhir',
    guideVersion: '1.0.0-release',
    profiles: [`${STRUCTURE}/BRRegistroImunobiologicoAdministradoRotina-2.0`],
    covered: COVERED,
    notCovered: [ELSEWHERE],
  },
  {
    code: 'RAC',
    type: 'RAC',
    name: 'Registro de Atendimento Clínico',
    guide: 'br.gov.saude.rac.fhir',
    guideVersion: '1.0.0',
    profiles: [`${STRUCTURE}/BRRegistroAtendimentoClinico`],
    covered: COVERED,
    notCovered: [...OF_CARE, ELSEWHERE],
  },
  {
    code: 'REDFM',
    type: 'REDFM',
    name: 'Registro Eletrônico de Dispensação ou Fornecimento de Medicamento',
    guide: 'br.gov.saude.redfm.fhir',
    guideVersion: '1.0.0',
    profiles: [`${STRUCTURE}/RNDSRegistroEletronicoDispensacaoFornecimentoMedicamento`],
    covered: COVERED,
    notCovered: [ELSEWHERE],
  },
  {
    code: 'RA',
    type: 'RA',
    name: 'Regulação Assistencial',
    guide: 'br.gov.saude.rira.fhir',
    guideVersion: '1.0.0',
    profiles: [`${STRUCTURE}/BRRegulacaoAssistencial`],
    covered: COVERED,
    notCovered: [ELSEWHERE],
  },
  {
    code: 'REL',
    type: 'REL',
    name: 'Resultado de Exame Laboratorial, versões 1.0 e 1.1',
    guide: 'rnds',
    guideVersion: '0.1.0',
    profiles: [`${STRUCTURE}/BRResultadoExameLaboratorial-1.0`, `${STRUCTURE}/BRResultadoExameLaboratorial-1.1`],
    covered: COVERED,
    notCovered: [ELSEWHERE],
  },
  {
    code: 'REL 3.2.1',
    type: 'REL',
    name: 'Resultado de Exame Laboratorial, versão 3.2.1',
    guide: 'br.gov.saude.rel.fhir',
    guideVersion: '1.0.0-release',
    profiles: [`${STRUCTURE}/BRResultadoExameLaboratorial-3.2.1`],
    covered: COVERED,
    notCovered: ['Quais exames admitem quais resultados, interpretações e patógenos (803 a 805)', ELSEWHERE],
  },
  {
    code: 'SA',
    type: 'SA',
    name: 'Sumário de Alta',
    guide: 'br.gov.saude.sa.fhir',
    guideVersion: '1.0.0-release',
    profiles: [`${STRUCTURE}/BRSumarioAlta`],
    covered: COVERED,
    notCovered: [...OF_CARE, ELSEWHERE],
  },
  {
    code: 'REPM',
    type: 'REPM',
    name: 'Registro Eletrônico de Prescrição de Medicamento',
    guide: null,
    guideVersion: null,
    profiles: [],
    covered: [],
    notCovered: [NO_PROFILE],
  },
];

/** The kind that a document says it is, by the profile of the first Composition that names one of them; by its type where no profile of the kind is public. */
export function documentKindOf(resource: unknown): DocumentKind | undefined {
  const entries = isObject(resource) ? asList(resource.entry) : [];
  const resources = [resource, ...entries.map((entry) => isObject(entry) && entry.resource)];
  for (const one of resources) {
    if (!isObject(one) || one.resourceType !== 'Composition') continue;
    const named = asList(isObject(one.meta) ? one.meta.profile : undefined).map((profile) =>
      withoutVersion(String(profile)),
    );
    const kind = DOCUMENT_KINDS.find(({ profiles, type }) =>
      profiles.length > 0 ? profiles.some((profile) => named.includes(profile)) : isOfType(one, type),
    );
    if (kind) return kind;
  }
  return undefined;
}

function isOfType({ type }: JsonObject, code: string): boolean {
  const codings = isObject(type) ? asList(type.coding) : [];
  return codings.some((one) => isObject(one) && one.system === DOCUMENT_TYPES && one.code === code);
}
