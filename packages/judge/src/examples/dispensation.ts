import { coded, composition, documentOf, house, leadsTo, made, numbered, person } from './parts.ts';

const NAMES = 'http://www.saude.gov.br/fhir/r4/NamingSystem';
const professional = () => numbered('BRProfissional-1.0', '700000000000005');
const medicine = () => coded('BRObmVMP', '@brasil12898180271');

/** A professional by the number of a council. */
const registered = (id: string, type: string, council: string) => ({
  resourceType: 'Practitioner',
  id,
  meta: made('RNDSProfissional'),
  identifier: [
    {
      use: 'official',
      type: coded('http://terminology.hl7.org/CodeSystem/v2-0203', type),
      system: `https://saude.gov.br/sid/${council}`,
      value: '000001',
    },
  ],
  active: true,
});

/** A medicine that was handed over for a prescription, as the guide REDFM has it. */
export function dispensation() {
  return documentOf(
    'dispensation-7',
    composition(
      'RNDSRegistroEletronicoDispensacaoFornecimentoMedicamento',
      'REDFM',
      'Registro Eletrônico de Dispensação ou Fornecimento de Medicamentos',
      {
        section: [
          { title: 'Medicamentos Dispensados', code: coded('http://loinc.org', '56445-0'), entry: [leadsTo(1)] },
        ],
      },
    ),
    {
      resourceType: 'MedicationDispense',
      meta: made('RNDSMedicamentoDispensadoFornecido'),
      contained: [
        {
          resourceType: 'MedicationRequest',
          id: 'prescription',
          meta: made('RNDSPrescricaoMedicamentoDispensado'),
          identifier: [{ system: `${NAMES}/prescription-item-id`, value: 'item-7' }],
          status: 'active',
          intent: 'order',
          medicationCodeableConcept: medicine(),
          subject: person(),
          authoredOn: '2026-11-28T10:00:00-03:00',
          requester: { reference: 'PractitionerRole/prescriber-info', ...professional() },
          reasonCode: [coded('BRCID10', 'I10')],
          dosageInstruction: [
            {
              route: coded('BRViaAdministracao', '10907'),
              doseAndRate: [{ doseQuantity: { value: 1, unit: 'Cápsula' } }],
            },
          ],
        },
        registered('prescriber-identifier', 'MD', 'crm-go'),
        {
          resourceType: 'PractitionerRole',
          id: 'prescriber-specialty',
          meta: made('RNDSLotacaoProfissional'),
          active: true,
          practitioner: professional(),
          organization: house(),
          code: [coded('BRCBO', '225110')],
        },
        registered('pharmacist-crf', 'RPH', 'crf-go'),
      ],
      identifier: [{ system: `${NAMES}/dispensed-item-id`, value: 'item-7' }],
      status: 'completed',
      category: coded('http://terminology.hl7.org/CodeSystem/medicationdispense-category', 'community'),
      medicationReference: leadsTo(2),
      subject: person(),
      supportingInformation: [{ reference: '#prescriber-identifier' }, { reference: '#prescriber-specialty' }],
      performer: [
        { id: 'organization', actor: house() },
        {
          id: 'pharmacist',
          function: coded('BRCBO', '223405'),
          actor: { reference: '#pharmacist-crf', ...professional() },
        },
      ],
      authorizingPrescription: [{ id: 'out-of-rnds', reference: '#prescription' }],
      type: coded('BRTipoDispensacaoRealizada', 'fully-dispensing'),
      quantity: { value: 30, unit: 'Cápsula' },
      whenHandedOver: '2026-11-29T08:30:00-03:00',
      receiver: [person()],
    },
    {
      resourceType: 'Medication',
      meta: made('RNDSMedicamentoDispensado'),
      code: medicine(),
      manufacturer: professional(),
      form: coded('BRUnidadeMedida', '13'),
      batch: { lotNumber: 'L-7', expirationDate: '2027-10-31' },
    },
  );
}
