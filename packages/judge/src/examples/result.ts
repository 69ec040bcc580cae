import { coded, composition, documentOf, extended, house, leadsTo, made, person } from './parts.ts';

const TITLE = 'Resultado de Exame Laboratorial';
const sample = () => ({
  resourceType: 'Specimen',
  meta: made('BRAmostraBiologica-1.0'),
  type: coded('BRTipoAmostraGAL', 'SECONF'),
});

/** What both versions have of an examination. */
const examination = () => ({
  status: 'final',
  category: [coded('BRSubgrupoTabelaSUS', '0202')],
  code: coded('BRNomeExameLOINC', '94500-6'),
  subject: person(),
  issued: '2026-11-29T08:30:00-03:00',
  performer: [house()],
  method: { text: 'PCR' },
  referenceRange: [{ text: 'Não detectável' }],
});

/** A result of an examination, as the guide REL has it (3.2.1). */
export function result() {
  return documentOf(
    'result-7',
    composition('BRResultadoExameLaboratorial-3.2.1', 'REL', TITLE, {
      section: [{ entry: [leadsTo(1), leadsTo(2)] }],
    }),
    {
      resourceType: 'Condition',
      meta: made('BRCondicaoSaude'),
      code: coded('BRCID10', 'B342'),
      subject: person(),
      stage: [{ assessment: [leadsTo(2)] }],
    },
    {
      resourceType: 'Observation',
      meta: made('BRDiagnosticoLaboratorioClinico-3.2.1'),
      extension: [extended('BRPatogeno', { valueCodeableConcept: coded('BRTerminologiaPatogeno', '07') })],
      ...examination(),
      effectiveDateTime: '2026-11-28T10:00:00-03:00',
      valueCodeableConcept: coded('BRResultadoQualitativoExame', '1'),
      specimen: leadsTo(3),
    },
    sample(),
  );
}

/** The same as the older guide has it (1.1), measured. */
export function olderResult() {
  return documentOf(
    'result-6',
    composition('BRResultadoExameLaboratorial-1.1', 'REL', TITLE, { section: [{ entry: [leadsTo(1)] }] }),
    {
      resourceType: 'Observation',
      meta: made('BRDiagnosticoLaboratorioClinico-1.0'),
      ...examination(),
      valueQuantity: { value: 1.5, unit: 'UI/mL' },
      interpretation: [coded('BRResultadoQualitativoExame', '1')],
      specimen: leadsTo(2),
    },
    sample(),
  );
}
