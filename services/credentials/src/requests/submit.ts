import type { EntityManager } from '@mikro-orm/postgresql';
import { alterationNeedsEvidence, answerMoments, answerTimeIn, type CertificatePolicy } from '@portal/domain';
import type { Person } from '@portal/service-kit';
import { problem, Refused, refuseIfAny } from '@portal/service-kit';
import { decideByRule } from '../approval-rule/decide-by-rule.ts';
import { type CataloguePortfolio, rulesIn } from '../catalogue/catalogue-client.ts';
import { dropUnusedPems } from '../certificates/certificate-pems.ts';
import { reportsByHash, type ToldReport } from '../conformance/conformance-report.ts';
import { overReportProblems } from '../conformance/over-reports.ts';
import type { CredentialsContext } from '../context.ts';
import type { Credential } from '../credentials/credential.ts';
import { discardContent } from '../evidence/discard.ts';
import { dropRemovedEvidence } from '../evidence/erase.ts';
import { Evidence } from '../evidence/evidence.ts';
import { scanProblems } from '../evidence/scan-problems.ts';
import { needsFourEyes, rulesInUse } from '../review-rules/rules-in-use.ts';
import { Assessment } from '../reviews/assessment.ts';
import type { AccessRequest } from './access-request.ts';
import { type AccessRequestPayload, performAfter } from './access-request-payload.ts';
import { type ActTarget, find, move, type Opened, open } from './act-on-request.ts';
import { alterationProblem, keepUpWith, lockReplaced, unchangedProblem } from './alteration.ts';
import { changedRequirements } from './changed-paths.ts';
import type { EvidenceCopy, RulesCopy, Submission } from './content.ts';
import { ipWarningsAmong, warningsOf } from './draft-warnings.ts';
import { inactiveCredentialOf } from './homologation-credential.ts';
import { findOpenRequest } from './same-system.ts';
import { serviceProblems } from './services.ts';
import { submissionProblems } from './submission-check.ts';
import { contentOf } from './visibility.ts';

/** Sends a request to be reviewed: what is missing is told all at once; what is sent is frozen with the rules that counted. */
export async function submitAccessRequest(
  ctx: CredentialsContext,
  person: Person,
  target: ActTarget,
): Promise<AccessRequestPayload> {
  const discarded: string[] = [];
  const readPortfolio = async () => ctx.catalogue.portfolio((await find(ctx, person, target.id)).portfolio);
  const payload = await performAfter(ctx, target.id, readPortfolio, async (em, portfolio) => {
    const opened = await open(em, ctx, person, 'SUBMIT', target);
    const { request, now } = opened;
    const evidence = await em.find(
      Evidence,
      { request, removedAt: null },
      { orderBy: { uploadedAt: 'asc', id: 'asc' } },
    );
    const replaced = await lockReplaced(em, request);
    const before = replaced && (await keepUpWith(em, request, replaced));
    const rules = rulesOf(portfolio, request, replaced);
    request.warnings = warningsOf(request, certificateChecks(request, rules), ipWarningsAmong(request.warnings), now);
    const reports = await reportsIn(em, request, evidence);
    refuseIfAny(await problemsOf(opened, rules, portfolio, { evidence, reports, replaced, before }));
    await refuseDuplicate(em, request);
    discarded.push(...(await dropRemovedEvidence(em, request)));
    await freeze(opened, rules, evidence, before);
    move(opened);
    const portfolioName = portfolio?.name ?? request.portfolio;
    await decideByRule(opened, { portfolioName, evidence, reports, draw: ctx.ruleDraw });
    return request.id;
  });
  if (payload.problems.length === 0) await discardContent(ctx.evidenceStorage, discarded);
  return payload;
}

/** A portfolio may leave the catalogue, or an environment, while a draft waits. */
function rulesOf(portfolio: CataloguePortfolio | null, request: AccessRequest, replaced: Credential | null): RulesCopy {
  const { environment } = request;
  if (portfolio?.environments.includes(environment)) {
    const rules = rulesIn(portfolio, environment);
    // What was shown for the credential is not asked for twice.
    return replaced && !needsEvidence(request, replaced) ? { ...rules, requirements: [] } : rules;
  }
  throw new Refused([problem('NOT_ALLOWED', 'Este portfólio não recebe mais solicitações.', ['portfolio'])]);
}

/** A certificate that is there is looked at also where none is asked for: the credential would end with it. */
function certificateChecks({ certificate }: AccessRequest, { certificatePolicy }: RulesCopy): CertificatePolicy {
  return certificate && certificatePolicy === 'NONE' ? 'OPTIONAL' : certificatePolicy;
}

/** Of homologation none is asked for: a file that says nothing does no harm there. */
function reportsIn(em: EntityManager, { environment }: AccessRequest, evidence: readonly Evidence[]) {
  return reportsByHash(em, environment === 'PRODUCTION' ? evidence.map(({ sha256 }) => sha256) : []);
}

interface ProblemGround {
  evidence: readonly Evidence[];
  reports: ReadonlyMap<string, ToldReport>;
  /** Of an alteration, the credential and what it has. */
  replaced: Credential | null;
  before: Submission | null;
}

async function problemsOf(
  { em, request, now }: Opened,
  rules: RulesCopy,
  portfolio: CataloguePortfolio | null,
  { evidence, reports, replaced, before }: ProblemGround,
) {
  // What waits for the antivirus keeps it from being sent by itself.
  const usableEvidence = evidence.filter(({ scan }) => scan !== 'INFECTED').length;
  const content = contentOf(request);
  const ofCredential = replaced
    ? (alterationProblem(replaced, now) ?? (before && unchangedProblem(before, content, replaced, now)))
    : await inactiveCredentialOf(em, request, now);
  const { services } = request;
  const certificatePolicy = certificateChecks(request, rules);
  return [
    ...(ofCredential ? [ofCredential] : []),
    ...submissionProblems(content, {
      needsEvidence: needsEvidence(request, replaced),
      certificatePolicy,
      usableEvidence,
      now,
    }),
    ...scanProblems(evidence),
    ...overReportProblems(evidence, reports, now),
    ...(services.length > 0 ? serviceProblems(portfolio, services) : []),
  ];
}

function needsEvidence({ environment, services }: AccessRequest, replaced: Credential | null): boolean {
  return replaced ? alterationNeedsEvidence(environment, replaced.services, services) : environment === 'PRODUCTION';
}

/** For homologation; the open production request of a system, and the open alteration, were looked for when this one was made. */
async function refuseDuplicate(em: EntityManager, request: AccessRequest): Promise<void> {
  if (request.environment === 'PRODUCTION' || request.replacesId !== null) return;
  const open = await findOpenRequest(em, request, ['SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED']);
  if (!open) return;
  const message = `Este sistema já tem uma solicitação aberta neste portfólio: ${open.protocol}.`;
  throw new Refused([problem('DUPLICATE', message, ['system', 'name'])]);
}

async function freeze(
  { em, request, person, now }: Opened,
  rules: RulesCopy,
  evidence: readonly Evidence[],
  ofCredential: Submission | null,
) {
  const copies = evidence.map(copyOf);
  const { name, email, assuranceLevel } = person;
  await dropVerdicts(em, request, copies);
  // Whoever sends it is who asks: by their key their mark is sealed, and with them it goes.
  request.ownerId = person.id;
  request.requester = { name, email, assuranceLevel };
  request.submittedBefore = ofCredential ?? request.submitted;
  request.submitted = { ...contentOf(request), evidence: copies };
  request.submissions += 1;
  request.submittedAt = now;
  request.approvals = [];
  await holdToRules(em, request, rules, now);
  await dropUnusedPems(em, request);
}

/** What is submitted keeps the rules of the review that it is submitted under, whatever the Ministry changes afterwards. */
async function holdToRules(em: EntityManager, request: AccessRequest, rules: RulesCopy, now: Date): Promise<void> {
  const { portfolio, environment } = request;
  const inUse = await rulesInUse(em);
  const time = answerTimeIn(inUse.answerTimes, portfolio, environment);
  if (!time) throw new Error(`There is no time for an answer in ${environment}`);
  const { unit, amount } = time;
  const { remindAt, escalateAt, dueAt } = answerMoments(now, time, new Set(inUse.holidays.map(({ date }) => date)));
  request.dueAt = dueAt;
  request.rules = {
    ...rules,
    fourEyes: needsFourEyes(inUse, { slug: portfolio, fourEyes: rules.fourEyes }, environment),
    answerTime: { unit, amount, remindAt: remindAt.toISOString(), escalateAt: escalateAt.toISOString() },
  };
}

/** Verdicts stay from one submission to the next, except those whose evidence changed. */
async function dropVerdicts(em: EntityManager, request: AccessRequest, evidence: readonly EvidenceCopy[]) {
  if (!request.submitted) return;
  const changed = changedRequirements(request.submitted.evidence, evidence);
  await em.nativeDelete(Assessment, { request, requirement: { $in: changed } });
}

/** Evidence as a submission keeps it. */
export function copyOf({ id, sha256, requirements }: Evidence): EvidenceCopy {
  return { id, sha256, requirements: requirements.map(({ code }) => code) };
}
