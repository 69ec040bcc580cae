import { codesOf, faultyAnswer } from '../faults/faulty-answer.ts';
import { type Answer, AnswerFailed, type AppliedFault, type Asked, type SentFacts } from '../hosts/exchange.ts';
import { JudgeBusy } from '../validation/judge-failures.ts';
import { type AuthenticationGround, authenticate, type KnownSoFar } from './authenticate.ts';
import { capabilityStatement } from './capability.ts';
import { type CareContextGround, careContextOperations } from './care-context.ts';
import { type CodeSystemsGround, codeSystemOperations } from './code-systems.ts';
import { type DocumentsGround, documentOperations } from './documents.ts';
import type { EhrOperation } from './ehr-call.ts';
import { organizationOperations } from './organizations.ts';
import { peopleOperations } from './people.ts';
import { outcomeOf, overloaded, Refusal } from './refusal.ts';

/** What the EHR host stands on. */
export interface EhrGround extends AuthenticationGround, DocumentsGround, CodeSystemsGround, CareContextGround {
  /** Told by `metadata` as `software.version`. */
  softwareVersion: string;
  writeXml: (resource: Record<string, unknown>) => Promise<string>;
  /** The fault that is to be done to a call of these credentials, if any. */
  takeFault: (credentialIds: readonly string[]) => Promise<AppliedFault | undefined>;
}

const FHIR_JSON = 'application/fhir+json;charset=UTF-8';
const FHIR_XML = 'application/fhir+xml;charset=UTF-8';

interface Route {
  name: string;
  method: string;
  path: RegExp;
  operation: EhrOperation;
}

/** Makes the function that answers all that the EHR host is asked. */
export function createEhr(ground: EhrGround): (asked: Asked) => Promise<Answer> {
  const documents = documentOperations(ground);
  const routes = routesOf(ground, documents);
  const metadata = capabilityStatement(ground.ehrUrl, ground.softwareVersion, ground.now().toISOString());
  const answer = async (asked: Asked): Promise<Answer> => {
    if (asked.method === 'GET' && asked.path === '/api/fhir/r4/metadata') {
      return { status: 200, body: metadata, seen: { operation: 'metadata' } };
    }
    const known: KnownSoFar = {};
    const route = routes.find(({ method, path }) => method === asked.method && path.test(asked.path));
    const sent: SentFacts = {};
    const seen = { ...(route && { operation: route.name }), sent };
    try {
      const caller = await authenticate(asked, ground, known);
      const fault = await ground.takeFault(caller.accreditations.map(({ credentialId }) => credentialId));
      const id = decode(route?.path.exec(asked.path)?.[1] ?? '');
      const call = { ...asked, caller, id, sent };
      if (fault?.instead) {
        // What was sent is known of a call that met with a fault as well.
        await (route && documents.noteSent(route.name, call));
        return { ...faultyAnswer(fault, ground), seen: { ...seen, ...known, ...codesOf(fault) }, fault };
      }
      if (!route) throw ground.refusals.of('EHR-ERR861');
      const done = await refusedOr(() => route.operation(call));
      return { ...done, seen: { ...seen, ...known, ...done.seen }, ...(fault && { fault }) };
    } catch (error) {
      const refused = refusalOf(error);
      if (!refused) throw new AnswerFailed(error, { ...seen, ...known });
      return { ...refused, seen: { ...seen, ...known, ...refused.seen } };
    }
  };
  return async (asked) => {
    const answered = await answer(asked);
    return inFormat(answered, asked, ground.writeXml).catch((error: unknown) => {
      const refused = refusalOf(error);
      if (!refused) throw new AnswerFailed(error, answered.seen ?? {});
      return { ...asJson(refused), ...(answered.seen && { seen: answered.seen }) };
    });
  };
}

/** A refusal is an answer as well, and a fault may be done to it. */
async function refusedOr(work: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const refused = refusalOf(error);
    if (!refused) throw error;
    return refused;
  }
}

/** The answer that an error is: none of what failed for no reason that is told. */
function refusalOf(error: unknown): Answer | undefined {
  const refusal = error instanceof JudgeBusy ? overloaded() : error;
  if (!(refusal instanceof Refusal)) return undefined;
  const { status, issues, codes, headers } = refusal;
  return { status, headers, body: outcomeOf(issues), seen: { codes } };
}

/** JSON, or XML for who asks for it or sends it and does not say. */
async function inFormat(answer: Answer, asked: Asked, writeXml: EhrGround['writeXml']): Promise<Answer> {
  const { body } = answer;
  if (!body || !('resourceType' in body)) return answer;
  if (!wantsXml(asked)) return asJson(answer);
  const text = await writeXml(body as Record<string, unknown>);
  return { ...answer, headers: { 'content-type': FHIR_XML, ...answer.headers }, text };
}

function asJson(answer: Answer): Answer {
  return { ...answer, headers: { 'content-type': FHIR_JSON, ...answer.headers } };
}

function wantsXml({ query, headers }: Asked): boolean {
  const format = query.get('_format');
  if (format) return format.includes('xml');
  const accept = headers.accept ?? '';
  if (accept.includes('xml') || accept.includes('json')) return /xml/.test(accept.split(/[,;]/)[0] ?? '');
  return headers['content-type']?.includes('xml') ?? false;
}

function routesOf(ground: EhrGround, documents: ReturnType<typeof documentOperations>): Route[] {
  const people = peopleOperations(ground);
  const organizations = organizationOperations(ground);
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
