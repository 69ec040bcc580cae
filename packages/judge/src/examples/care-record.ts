import { prescribed, problem } from './care-parts.ts';
import { coded, composition, documentOf, extended, house, leadsTo, made, person, professional } from './parts.ts';

/** A contact with care in a specialist's practice, as the guide RAC has it, with what was prescribed in it. */
export function careRecord() {
  return documentOf(
    'contact-7',
    composition('BRRegistroAtendimentoClinico', 'RAC', 'Registro de Atendimento Clínico', {
      category: [coded('BRModalidadeAssistencial', '07')],
      section: [{ entry: [1, 2, 3, 4, 5, 6, 7].map(leadsTo) }],
    }),
    {
      resourceType: 'Encounter',
      meta: made('BRContatoAssistencial-1.0'),
      status: 'finished',
      class: coded('BRModalidadeAssistencial', '07').coding[0],
      priority: coded('BRCaraterAtendimento', '01'),
      subject: person(),
      participant: [
        {
          extension: [extended('BROcupacao-1.0', { valueCodeableConcept: coded('BRCBO', '223505') })],
          type: [coded('BRResponsabilidadeParticipante', 'solicitante')],
          individual: professional(),
        },
      ],
      period: { start: '2026-11-29T08:00:00-03:00', end: '2026-11-29T08:40:00-03:00' },
      reasonReference: [leadsTo(2)],
      diagnosis: [
        { condition: leadsTo(3), use: coded('BRPapelProblemaDiagnostico', 'NAD') },
        {
          condition: {
            extension: [extended('BRFinanciamento-1.0', { valueCodeableConcept: coded('BRFinanciamento', '01') })],
            ...leadsTo(4),
          },
        },
      ],
      hospitalization: {
        admitSource: coded('BRProcedencia', '99'),
        dischargeDisposition: coded('BRMotivoDesfecho', '01'),
      },
      location: [{ location: leadsTo(6) }],
      serviceProvider: house(),
    },
    {
      resourceType: 'Observation',
      meta: made('BRObservacaoDescritiva-1.0'),
      status: 'final',
      code: coded('http://loinc.org', '48767-8'),
      subject: person(),
      issued: '2026-11-29T08:30:00-03:00',
      valueString: 'Hipertensão',
    },
    problem('E119'),
    {
      resourceType: 'Procedure',
      meta: made('BRProcedimentoRealizado-1.0'),
      extension: [extended('BRQuantidade-1.0', { valuePositiveInt: 1 })],
      identifier: [{ type: coded('BRTipoIdentificador', 'AUTH'), value: '100000000000001' }],
      status: 'completed',
      code: coded('BRTabelaSUS', '0301010048'),
      subject: person(),
      performedDateTime: '2026-11-29T08:10:00-03:00',
      performer: [{ function: coded('BRCBO', '223605'), actor: professional(), onBehalfOf: house() }],
    },
    {
      resourceType: 'Observation',
      meta: made('BRMedidaObservada'),
      status: 'final',
      code: coded('http://loinc.org', '8302-2'),
      valueQuantity: { value: 1.83, system: 'http://unitsofmeasure.org', code: 'm' },
    },
    { resourceType: 'Location', meta: made('BRLocalAtendimento-1.0'), status: 'active', name: 'Sala 2', mode: 'kind' },
    composition('BRRegistroPrescricaoMedicamento', 'RPM', 'Registro de Prescrição de Medicamento', {
      section: [{ entry: [leadsTo(8)] }],
    }),
    ...prescribed(9),
  );
}
