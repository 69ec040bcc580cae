import type { Answer, Asked } from '../hosts/exchange.ts';
import { type AuthenticationGround, authenticate, type KnownSoFar } from './authenticate.ts';
import { capabilityStatement } from './capability.ts';
import { type CareContextGround, careContextOperations } from './care-context.ts';
import { type CodeSystemsGround, codeSystemOperations } from './code-systems.ts';
import { type DocumentsGround, documentOperations } from './documents.ts';
import type { EhrOperation } from './ehr-call.ts';
import { organizationOperations } from './organizations.ts';
import { peopleOperations } from './people.ts';
import { outcomeOf, Refusal } from './refusal.ts';

/** What the EHR host stands on. */
export interface EhrGround extends AuthenticationGround, DocumentsGround, CodeSystemsGround, CareContextGround {
  /** Told by `metadata` as `software.version`. */
  softwareVersion: string;
}

const FHIR = 'application/fhir+json;charset=UTF-8';

interface Route {
  name: string;
  method: string;
  path: RegExp;
  operation: EhrOperation;
}

/** Makes the function that answers all that the EHR host is asked. */
export function createEhr(ground: EhrGround): (asked: Asked) => Promise<Answer> {
  const routes = routesOf(ground);
  const metadata = capabilityStatement(ground.ehrUrl, ground.softwareVersion, ground.now().toISOString());
  return async (asked) => {
    if (asked.method === 'GET' && asked.path === '/api/fhir/r4/metadata') {
      return { status: 200, headers: { 'content-type': FHIR }, body: metadata, seen: { operation: 'metadata' } };
    }
    const known: KnownSoFar = {};
    const route = routes.find(({ method, path }) => method === asked.method && path.test(asked.path));
    const seen = route ? { operation: route.name } : {};
    try {
      const caller = await authenticate(asked, ground, known);
      if (!route) throw ground.refusals.of('EHR-ERR861');
      const id = decode(route.path.exec(asked.path)?.[1] ?? '');
      const answer = await route.operation({ ...asked, caller, id });
      return {
        ...answer,
        headers: { ...(answer.body && { 'content-type': FHIR }), ...answer.headers },
        seen: { ...seen, ...known, ...answer.seen },
      };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { status, issues, codes, headers } = error;
      return {
        status,
        headers: { 'content-type': FHIR, ...headers },
        body: outcomeOf(issues),
        seen: { ...seen, ...known, codes },
      };
    }
  };
}

function routesOf(ground: EhrGround): Route[] {
  const people = peopleOperations(ground);
  const organizations = organizationOperations(ground);
  const documents = documentOperations(ground);
  const codes = codeSystemOperations(ground);
  const context = careContextOperations(ground);
  const routes: [name: string, method: string, path: string, operation: EhrOperation][] = [
    ['create-document', 'POST', '/api/fhir/r4/Bundle', documents.create],
    ['read-bundle', 'GET', '/api/fhir/r4/Bundle/:id', documents.readBundle],
    ['delete-document', 'DELETE', '/api/fhir/r4/Bundle/:id', documents.remove],
    ['read-document', 'GET', '/api/fhir/r4/Composition/:id/$document', documents.readDocument],
    ['find-identifier', 'GET', '/api/identifier', documents.findByIdentifier],
    ['search-patients', 'GET', '/api/fhir/r4/Patient', people.searchPatients],
    ['read-patient', 'GET', '/api/fhir/r4/Patient/:id', people.readPatient],
    ['search-practitioners', 'GET', '/api/fhir/r4/Practitioner', people.searchPractitioners],
    ['read-practitioner', 'GET', '/api/fhir/r4/Practitioner/:id', people.readPractitioner],
    ['search-roles', 'GET', '/api/fhir/r4/PractitionerRole', people.searchRoles],
    ['read-role', 'GET', '/api/fhir/r4/PractitionerRole/:id', people.readRole],
    ['search-organizations', 'GET', '/api/fhir/r4/Organization', organizations.searchOrganizations],
    ['read-organization', 'GET', '/api/fhir/r4/Organization/:id', organizations.readOrganization],
    ['look-up-code', 'GET', '/api/fhir/r4/CodeSystem/$lookup', codes.lookUp],
    ['open-context', 'POST', '/api/contexto-atendimento', context.open],
  ];
  return routes.map(([name, method, path, operation]) => ({ name, method, operation, path: pattern(path) }));
}

/** `:id` may be empty: who asks so is told by the operation. A slash at the end is let be. */
function pattern(path: string): RegExp {
  const escaped = path.replaceAll('$', '\\$').replace(':id', '([^/]{0,200})');
  return new RegExp(path.endsWith(':id') ? `^${escaped}$` : `^${escaped}${path.includes('Bundle') ? '/?' : ''}$`);
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
