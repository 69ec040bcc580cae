import { coded, person, STRUCTURE, SYSTEM } from './parts.ts';

/** A dose given in routine, as the guide RIA has it (RIA-R); nobody's. */
export function vaccination() {
  return {
    resourceType: 'Bundle',
    identifier: { system: 'http://www.saude.gov.br/fhir/r4/NamingSystem/BRRNDS-40', value: 'dose-7' },
    type: 'document',
    timestamp: '2026-11-29T09:00:00-03:00',
    entry: [
      {
        fullUrl: 'urn:uuid:11111111-1111-4111-8111-111111111111',
        resource: {
          resourceType: 'Composition',
          meta: { profile: [`${STRUCTURE}/BRRegistroImunobiologicoAdministradoRotina-2.0`] },
          status: 'final',
          type: coded('BRTipoDocumento', 'RIA'),
          subject: person(),
          date: '2026-11-29T08:45:00-03:00',
          author: [{ identifier: { system: `${STRUCTURE}/BREstabelecimentoSaude-1.0`, value: '2337991' } }],
          title: 'Registro de Imunobiologico Administrado na Rotina',
          section: [{ entry: [{ reference: 'urn:uuid:22222222-2222-4222-8222-222222222222' }] }],
        },
      },
      {
        fullUrl: 'urn:uuid:22222222-2222-4222-8222-222222222222',
        resource: {
          resourceType: 'Immunization',
          meta: { profile: [`${STRUCTURE}/BRImunobiologicoAdministrado-3.0`] },
          extension: [
            { url: `${STRUCTURE}/BRGrupoAtendimento`, valueCodeableConcept: coded('BRGrupoAtendimento', '000703') },
            { url: `${STRUCTURE}/BRCondicaoMaternal`, valueCodeableConcept: coded('BRCondicaoMaternal', '1') },
          ],
          status: 'completed',
          vaccineCode: coded('BRImunobiologico', '55'),
          patient: person(),
          occurrenceDateTime: '2026-11-29',
          primarySource: true,
          manufacturer: { identifier: { system: `${SYSTEM}/BRFabricantePNI`, value: '152' } },
          lotNumber: 'L-7',
          expirationDate: '2027-05-10',
          site: coded('BRLocalAplicacao', '0'),
          route: coded('BRViaAdministracao', '0'),
          performer: [{ function: coded('BRCBO', '225103'), actor: { reference: 'Practitioner/700000000000005' } }],
          protocolApplied: [
            {
              extension: [
                {
                  url: `${STRUCTURE}/BREstrategiaVacinacao-1.0`,
                  valueCodeableConcept: coded('BREstrategiaVacinacao', '1'),
                },
              ],
              doseNumberString: '1',
            },
          ],
        },
      },
    ],
  };
}
