import { prescribed, problem } from './care-parts.ts';
import { coded, composition, documentOf, extended, house, leadsTo, made, person, professional } from './parts.ts';

/** What was made of a stay in a hospital, as the guide SA has it. */
export function discharge() {
  return documentOf(
    'stay-3',
    composition('BRSumarioAlta', 'SA', 'Sumário de Alta', {
      category: [coded('BRModalidadeAssistencial', '04')],
      section: [1, 2, 3, 4, 5, 6, 7, 8].map((place) => ({ entry: [leadsTo(place)] })),
    }),
    {
      resourceType: 'Encounter',
      meta: made('BRContatoAssistencial-1.0'),
      status: 'finished',
      class: coded('BRModalidadeAssistencial', '04').coding[0],
      priority: coded('BRCaraterAtendimento', '02'),
      subject: person(),
      participant: [
        {
          extension: [extended('BROcupacao-1.0', { valueCodeableConcept: coded('BRCBO', '225125') })],
          type: [coded('BRResponsabilidadeParticipante', 'alta')],
          individual: professional(),
        },
      ],
      period: { start: '2026-11-25T08:00:00-03:00', end: '2026-11-29T08:40:00-03:00' },
      diagnosis: [
        { condition: leadsTo(2), use: coded('http://terminology.hl7.org/CodeSystem/diagnosis-role', 'AD'), rank: 1 },
        {
          condition: {
            extension: [extended('BRFinanciamento-1.0', { valueCodeableConcept: coded('BRFinanciamento', '01') })],
            ...leadsTo(3),
          },
        },
      ],
      hospitalization: {
        admitSource: coded('BRProcedencia', '09'),
        dischargeDisposition: coded('BRMotivoDesfecho', '03'),
      },
      serviceProvider: house(),
    },
    problem('J121'),
    {
      resourceType: 'Procedure',
      meta: made('BRProcedimentoRealizado-1.0'),
      extension: [extended('BRQuantidade-1.0', { valuePositiveInt: 1 })],
      identifier: [{ type: coded('BRTipoIdentificador', 'AUTH'), value: '100000000000001' }],
      status: 'completed',
      code: coded('BRTabelaSUS', '0206020040'),
      subject: person(),
      performedDateTime: '2026-11-26T12:20:00-03:00',
      performer: [{ function: coded('BRCBO', '225125'), actor: professional(), onBehalfOf: house() }],
    },
    {
      resourceType: 'Condition',
      meta: made('BRRestricaoFuncionalIncapacidadeSaude-1.0'),
      clinicalStatus: coded('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
      code: { text: 'Caminha com apoio.' },
      subject: person(),
    },
    {
      resourceType: 'ClinicalImpression',
      meta: made('BRResumoEvolucaoClinica'),
      status: 'completed',
      subject: person(),
      summary: 'Evoluiu sem intercorrências e recebeu alta.',
    },
    composition('BRRegistroPrescricaoMedicamento', 'RPM', 'Registro de Prescrição de Medicamento', {
      section: [{ entry: [leadsTo(9)] }],
    }),
    {
      resourceType: 'CarePlan',
      meta: made('BRPlanoCuidados-1.0'),
      status: 'active',
      intent: 'plan',
      subject: person(),
      description: 'Retorno à Unidade Básica de Saúde em sete dias.',
    },
    {
      resourceType: 'Observation',
      meta: made('BRObservacaoDescritiva-1.0'),
      status: 'final',
      code: coded('http://loinc.org', '48767-8'),
      subject: person(),
      issued: '2026-11-29T08:30:00-03:00',
      valueString: 'Alta sem sintomas respiratórios.',
    },
    ...prescribed(10),
  );
}
