import { coded, composition, documentOf, house, leadsTo, made, person } from './parts.ts';

/** A consultation that was asked for and booked, as the guide RIRA has it (RA). */
export function regulation() {
  return documentOf(
    'booking-7',
    composition('BRRegulacaoAssistencial', 'RA', 'Registro de Informações da Regulação Assistencial', {
      category: [coded('BRModalidadeAssistencial', '09')],
      event: [
        {
          code: [coded('BRStatusRegulacaoAssistencial', 'booked')],
          period: { start: '2026-11-28T12:00:00-03:00', end: '2026-11-28T12:00:00-03:00' },
          detail: [house(), leadsTo(1)],
        },
      ],
      section: [{ entry: [leadsTo(1)] }],
    }),
    {
      resourceType: 'Appointment',
      meta: made('BRAgendamentoRegulacaoAssistencial'),
      status: 'booked',
      serviceCategory: [coded('BRModalidadeAssistencial', '09')],
      serviceType: [coded('BRTabelaSUS', '0301010072')],
      specialty: [coded('BRCBO', '225127')],
      appointmentType: coded('http://hl7.org/fhir/request-priority', 'routine'),
      reasonReference: [leadsTo(3)],
      start: '2026-12-07T10:00:00-03:00',
      end: '2026-12-07T10:30:00-03:00',
      created: '2026-11-28T12:00:00-03:00',
      basedOn: [leadsTo(2)],
      participant: [{ type: [coded('BRTipoParticipante', 'PCT')], actor: person(), status: 'accepted' }],
    },
    {
      resourceType: 'ServiceRequest',
      meta: made('BRRequisicaoRegulacaoAssistencial'),
      status: 'active',
      intent: 'order',
      category: [coded('BRModalidadeAssistencial', '09')],
      priority: 'urgent',
      code: coded('BRTabelaSUS', '0301010072'),
      subject: person(),
      authoredOn: '2026-11-20T08:00:00-03:00',
      requester: house(),
      performerType: coded('BRCBO', '225127'),
      reasonReference: [leadsTo(3)],
    },
    {
      resourceType: 'Condition',
      meta: made('BRCID10Avaliado-1.0'),
      code: coded('BRCID10', 'R06'),
      subject: person(),
    },
  );
}
