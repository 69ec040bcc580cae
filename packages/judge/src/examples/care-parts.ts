import { coded, house, leadsTo, made, numbered, person } from './parts.ts';

const CONDITION = 'http://terminology.hl7.org/CodeSystem/condition';

/** A problem that a contact with care is about. */
export const problem = (code: string) => ({
  resourceType: 'Condition',
  meta: made('BRProblemaDiagnostico'),
  clinicalStatus: coded(`${CONDITION}-clinical`, 'active'),
  category: [coded(`${CONDITION}-category`, 'encounter-diagnosis')],
  code: coded('BRCID10', code),
  subject: person(),
});

/** A medicine that was prescribed, and what it is, which stands at that place. */
export const prescribed = (medicine: number) => [
  {
    resourceType: 'MedicationRequest',
    meta: made('BRPrescricaoMedicamento'),
    status: 'completed',
    intent: 'order',
    medicationReference: leadsTo(medicine),
    subject: person(),
    authoredOn: '2026-11-29',
    requester: house(),
    recorder: numbered('BRProfissional-1.0', '700000000000005'),
    dosageInstruction: [
      {
        timing: { repeat: { count: 1, countMax: 1, frequency: 1 } },
        route: coded('BRViaAdministracao', '10907'),
        doseAndRate: [{ type: coded('BRUnidadeMedida', '13'), doseQuantity: { value: 1 } }],
        maxDosePerAdministration: { value: 1 },
      },
    ],
  },
  {
    resourceType: 'Medication',
    meta: made('BRMedicamento'),
    code: coded('BRObmCATMAT', 'BR0352317'),
    form: coded('BRUnidadeMedida', '2'),
  },
];
