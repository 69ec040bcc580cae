/** The CapabilityStatement; programs look at `software.version` before they start (the npm client at "4.2.0"). */
export function capabilityStatement(ehrUrl: string, version: string, date: string): object {
  const read = { code: 'read' };
  const search = { code: 'search-type' };
  const resources: [type: string, interactions: object[], parameters: string[]][] = [
    ['Bundle', [read, { code: 'create' }, { code: 'delete' }], []],
    ['CodeSystem', [], []],
    ['Composition', [read], []],
    ['Organization', [read, search], ['identifier']],
    ['Patient', [read, search], ['identifier', 'name', 'mothers-name', 'birthdate', 'birthplace']],
    ['Practitioner', [read, search], ['identifier']],
    ['PractitionerRole', [read, search], ['practitioner.identifier', 'organization.identifier']],
  ];
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: 'Portal de Serviços: ambiente de homologação', version },
    implementation: { description: 'Ambiente de homologação do Portal de Serviços', url: `${ehrUrl}/api/fhir/r4` },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        resource: resources.map(([type, interaction, parameters]) => ({
          type,
          ...(interaction.length > 0 && { interaction }),
          ...(parameters.length > 0 && {
            searchParam: parameters.map((name) => ({
              name,
              type: name === 'birthdate' ? 'date' : name.includes('identifier') ? 'token' : 'string',
            })),
          }),
          ...(type === 'CodeSystem' && {
            operation: [{ name: 'lookup', definition: 'http://hl7.org/fhir/OperationDefinition/CodeSystem-lookup' }],
          }),
          ...(type === 'Composition' && {
            operation: [
              { name: 'document', definition: 'http://hl7.org/fhir/OperationDefinition/Composition-document' },
            ],
          }),
        })),
      },
    ],
  };
}
