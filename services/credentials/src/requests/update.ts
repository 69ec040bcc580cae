import { invalid, TERMS_VERSION } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { refuseIfAny } from '@portal/service-kit';
import { audit } from '../audit/audit.ts';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';
import type { ReadCertificate } from '../certificates/certificate.ts';
import { dropUnusedPems, keepPem } from '../certificates/certificate-pems.ts';
import { readCertificatePem } from '../certificates/read-certificate.ts';
import { certificateProblems } from '../certificates/rules.ts';
import type { CredentialsContext } from '../context.ts';
import type { Establishment } from '../establishments/establishment.ts';
import { revocationMessage } from '../revocation/revocation-message.ts';
import { belong } from '../teams/belong.ts';
import type { AccessRequest } from './access-request.ts';
import { type AccessRequestPayload, performAfter } from './access-request-payload.ts';
import { find, type Opened, open, saved } from './act-on-request.ts';
import { childProblems, readChildren } from './draft-children.ts';
import { type GivenEstablishment, mergeEstablishment, readEstablishment } from './draft-establishment.ts';
import { DraftProblems } from './draft-field.ts';
import { mergeManager } from './draft-manager.ts';
import { mergeSystem } from './draft-system.ts';
import { ipWarningsAmong, warningsOf } from './draft-warnings.ts';
import { serviceProblems, uniqueSlugs } from './services.ts';
import type { UpdateAccessRequestInput } from './update-input.ts';

/** Changes a draft field by field: what is absent stays, null erases, and one bad value refuses the whole call. */
export function updateAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  input: UpdateAccessRequestInput,
): Promise<AccessRequestPayload> {
  const problems = new DraftProblems();
  const prepare = () => readInput(ctx, person, input, problems);
  return performAfter(ctx, input.id, prepare, async (em, read) => {
    const opened = await open(em, ctx, person, 'EDIT', input);
    const { request, now } = opened;
    const before = request.establishment;
    change(opened, input, read, problems);
    refuseIfAny(problems.found);
    if (request.teamId === null || !isSameEstablishment(before, request.establishment)) {
      await belong(em, request, person, now);
    }
    if (read.certificate !== undefined) await holdCertificate(opened, read.certificate);
    saved(opened);
    audit(em, {
      at: opened.now,
      actorId: person.id,
      act: 'updateAccessRequest',
      subject: 'ACCESS_REQUEST',
      subjectId: input.id,
      detail: { fields: fieldsOf(input) },
    });
    return input.id;
  });
}

function isSameEstablishment(before: Establishment | null, after: Establishment | null): boolean {
  return before?.cnes === after?.cnes && before?.cnpj === after?.cnpj;
}

/** What had to be asked of others, so that nobody waits for them behind the request's lock. */
interface ReadInput {
  establishment: GivenEstablishment;
  children: Establishment[] | undefined;
  certificate: ReadCertificate | null | undefined;
  portfolio: CataloguePortfolio | null;
}

async function readInput(
  ctx: CredentialsContext,
  person: Person,
  input: UpdateAccessRequestInput,
  problems: DraftProblems,
): Promise<ReadInput> {
  const { portfolio } = await find(ctx, person, input.id);
  return {
    establishment: await readEstablishment(ctx.lookupEstablishment, input, problems),
    children: await readChildren(ctx.lookupEstablishment, input.childEstablishments, problems),
    certificate: await readCertificate(ctx, input.certificatePem, problems),
    portfolio: input.services ? await ctx.catalogue.portfolio(portfolio) : null,
  };
}

async function readCertificate(
  { authorities, revocation, now }: CredentialsContext,
  pem: string | null | undefined,
  problems: DraftProblems,
): Promise<ReadCertificate | null | undefined> {
  if (pem === undefined) return undefined;
  if (pem === null || pem.trim() === '') return null;
  const read = readCertificatePem(pem, { authorities, now: now() });
  const revoked = read.ok ? await revocationMessage(revocation, read.value) : undefined;
  return problems.take(revoked === undefined ? read : invalid(revoked), ['certificatePem']);
}

function change(
  { request, now }: Opened,
  input: UpdateAccessRequestInput,
  read: ReadInput,
  problems: DraftProblems,
): void {
  const { system, ipWarnings } = mergeSystem(request.system, input.system, problems);
  request.system = system;
  if (input.origin !== undefined) request.origin = input.origin;
  request.establishment = mergeEstablishment(request.establishment, read.establishment, problems);
  if (read.children) {
    request.childEstablishments = read.children;
    problems.found.push(...childProblems(request.establishment, read.children));
  }
  request.manager = mergeManager(request.manager, input.manager, problems);
  if (read.certificate !== undefined) {
    request.certificate = read.certificate;
    problems.found.push(...certificateProblems({ policy: 'OPTIONAL', ...certificateFacts(request, now) }));
  }
  if (input.services !== undefined) changeServices(request, input.services, read.portfolio, problems);
  if (input.acceptedTerms !== undefined) acceptTerms(request, input.acceptedTerms ?? false, now);
  request.warnings = warningsOf(request, 'OPTIONAL', ipWarnings ?? ipWarningsAmong(request.warnings), now);
}

async function holdCertificate({ em, request }: Opened, read: ReadCertificate | null): Promise<void> {
  request.certificate = read && (await keepPem(em, request.id, read));
  await dropUnusedPems(em, request);
}

function certificateFacts({ certificate, establishment, manager }: AccessRequest, now: Date) {
  const establishmentCnpj = establishment?.cnpj ?? null;
  return { certificate, establishmentCnpj, managerCpf: manager?.cpf ?? null, now };
}

function changeServices(
  request: AccessRequest,
  services: readonly string[] | null,
  portfolio: CataloguePortfolio | null,
  problems: DraftProblems,
): void {
  const given = services ?? [];
  if (given.length > 0) problems.found.push(...serviceProblems(portfolio, given));
  request.services = uniqueSlugs(given);
}

function acceptTerms(request: AccessRequest, accepted: boolean, now: Date): void {
  if (accepted && request.acceptedTermsAt !== null && request.acceptedTermsVersion === TERMS_VERSION) return;
  request.acceptedTermsAt = accepted ? now : null;
  request.acceptedTermsVersion = accepted ? TERMS_VERSION : null;
}

/** Names only, as paths: an audit record never holds the values. */
function fieldsOf({ id: _, version: __, idempotencyKey: ___, ...fields }: UpdateAccessRequestInput): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? Object.keys(value).map((key) => `${name}.${key}`) : [name];
  });
}
