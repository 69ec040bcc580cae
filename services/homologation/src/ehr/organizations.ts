import type { Population } from '../population/population.ts';
import { cnesOf, type EhrOperation } from './ehr-call.ts';
import { notKnown, Refusal, type Refusals } from './refusal.ts';
import { identifierOf, searchset } from './searchset.ts';

/** What establishments are looked for in. */
export interface OrganizationsGround {
  population: Population;
  refusals: Refusals;
  ehrUrl: string;
}

const CNES_SYSTEM = 'http://rnds.saude.gov.br/fhir/r4/NamingSystem/cnes';
const REGISTERED = /\/NamingSystem\/(cnes|cnpj|cpf)$/;

/** The operations on establishments: those that do not exist, and the caller's own. */
export function organizationOperations({ population, refusals, ehrUrl }: OrganizationsGround) {
  const organization = (cnes: string, own: readonly string[]) => {
    const synthetic = population.establishment(cnes);
    if (!synthetic && !own.includes(cnes)) return undefined;
    return {
      resourceType: 'Organization',
      id: cnes,
      identifier: [{ use: 'official', system: CNES_SYSTEM, value: cnes }],
      active: true,
      name: synthetic?.name ?? `Estabelecimento ${cnes}`,
      ...(synthetic && { address: [{ state: synthetic.uf, country: 'BRA' }] }),
    };
  };

  const readOrganization: EhrOperation = ({ id, caller }) => {
    // In the words of the RNDS's server.
    if (!id) throw unknownOperation();
    const body = organization(id, cnesOf(caller.accreditations));
    if (!body) throw notKnown('Organization', id);
    return { status: 200, body };
  };

  const searchOrganizations: EhrOperation = (call) => {
    const asked = call.query.get('identifier');
    if (asked === null) throw refusals.of('EHR-ERR984');
    const { system, value } = identifierOf(asked);
    if (!REGISTERED.test(system)) throw refusals.of('EHR-ERR936');
    const found = organization(value, cnesOf(call.caller.accreditations));
    return { status: 200, body: searchset(ehrUrl, found ? [found] : [], `${call.path}?${call.query}`) };
  };

  return { readOrganization, searchOrganizations };
}

function unknownOperation(): Refusal {
  const diagnostics =
    'Invalid request: The FHIR endpoint on this server does not know how to handle GET operation[Organization/] with parameters [[]]';
  return new Refusal(400, [{ severity: 'error', code: 'processing', diagnostics }]);
}
