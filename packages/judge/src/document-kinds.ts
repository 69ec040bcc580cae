/** A kind of document that the RNDS takes, and what is judged of it. */
export interface DocumentKind {
  /** As the RNDS calls it. */
  code: string;
  /** In Portuguese. */
  name: string;
  /** The FHIR package that it is judged by, and its version; null where it is not judged yet. */
  guide: string | null;
  guideVersion: string | null;
  /** Of its Composition, without a version behind a bar. */
  profiles: readonly string[];
  /** What is not judged of it, in Portuguese. */
  notCovered: readonly string[];
}

const STRUCTURE = 'http://www.saude.gov.br/fhir/r4/StructureDefinition';

const ELSEWHERE = 'Regras que dependem do que já foi enviado ou de quem existe nos cadastros';
const NO_PROFILE = 'Nada: o perfil ainda não é conhecido aqui';

/** All of them; a document that names none of these profiles is judged by its type alone. */
export const DOCUMENT_KINDS: readonly DocumentKind[] = [
  {
    code: 'RIA-R',
    name: 'Registro de Imunobiológico Administrado na Rotina',
    guide: 'br.gov.saude.ria.fhir',
    guideVersion: '1.0.0-release',
    profiles: [`${STRUCTURE}/BRRegistroImunobiologicoAdministradoRotina-2.0`],
    notCovered: [ELSEWHERE],
  },
  {
    code: 'RAC',
    name: 'Registro de Atendimento Clínico',
    guide: 'br.gov.saude.rac.fhir',
    guideVersion: '1.0.0',
    profiles: [`${STRUCTURE}/BRRegistroAtendimentoClinico`],
    notCovered: [
      'Códigos da TUSS e de BRObmAMPP',
      'Regras do cuidado sobre financiamento, profissionais e a pessoa (785, 786, 790, 795, 798 a 801)',
      ELSEWHERE,
    ],
  },
  {
    code: 'REDFM',
    name: 'Registro Eletrônico de Dispensação ou Fornecimento de Medicamento',
    guide: 'br.gov.saude.redfm.fhir',
    guideVersion: '1.0.0',
    profiles: [`${STRUCTURE}/RNDSRegistroEletronicoDispensacaoFornecimentoMedicamento`],
    notCovered: [ELSEWHERE],
  },
  {
    code: 'RA',
    name: 'Regulação Assistencial',
    guide: 'br.gov.saude.rira.fhir',
    guideVersion: '1.0.0',
    profiles: [`${STRUCTURE}/BRRegulacaoAssistencial`],
    notCovered: ['Códigos da TUSS', ELSEWHERE],
  },
  {
    code: 'REL',
    name: 'Resultado de Exame Laboratorial, versões 1.0 e 1.1',
    guide: 'rnds',
    guideVersion: '0.1.0',
    profiles: [`${STRUCTURE}/BRResultadoExameLaboratorial-1.0`, `${STRUCTURE}/BRResultadoExameLaboratorial-1.1`],
    notCovered: [ELSEWHERE],
  },
  {
    code: 'REL 3.2.1',
    name: 'Resultado de Exame Laboratorial, versão 3.2.1',
    guide: null,
    guideVersion: null,
    profiles: [`${STRUCTURE}/BRResultadoExameLaboratorial-3.2.1`],
    notCovered: [NO_PROFILE],
  },
  {
    code: 'SA',
    name: 'Sumário de Alta',
    guide: null,
    guideVersion: null,
    profiles: [`${STRUCTURE}/BRSumarioAlta`],
    notCovered: [NO_PROFILE],
  },
  {
    code: 'REPM',
    name: 'Registro Eletrônico de Prescrição de Medicamento',
    guide: null,
    guideVersion: null,
    profiles: [],
    notCovered: [NO_PROFILE],
  },
];
