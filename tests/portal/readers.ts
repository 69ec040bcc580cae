import type { AccessRequestState } from '@portal/domain';

/** Who reads a request: the token is the owner's own, the system that of its homologation credential. */
export type Reader = 'owner' | 'token' | 'system' | 'holder' | 'reviewer' | 'manager' | 'auditor' | 'admin';

export const READERS: readonly Reader[] = [
  'owner',
  'token',
  'system',
  'holder',
  'reviewer',
  'manager',
  'auditor',
  'admin',
];
export const REVIEWING: readonly Reader[] = ['holder', 'reviewer', 'manager', 'auditor', 'admin'];
const ASKING: readonly Reader[] = ['owner', 'token', 'system'];
const DECIDED: readonly AccessRequestState[] = ['CHANGES_REQUESTED', 'APPROVED', 'REJECTED'];

/**
 * Who is told a field by the answer of a request that they may read at all. ALL: it says no more than the page does to
 * each of them. REFUSED: the operation is FORBIDDEN to everybody else.
 */
export type Judgement = 'ALL' | { readers: (reader: Reader, state: AccessRequestState) => boolean; refused?: true };

/** What was found is told to who asked once it is decided. */
const FINDINGS: Judgement = {
  readers: (reader, state) => !ASKING.includes(reader) || DECIDED.includes(state),
};

const REVIEWERS_ALONE: Judgement = { readers: (reader) => REVIEWING.includes(reader), refused: true };

/** What a credential's own page shows, and no page on which it is only met. */
const OF_THE_CREDENTIAL: Judgement = {
  readers: (reader) => reader !== 'holder' && reader !== 'reviewer' && reader !== 'manager',
};

/** Where and by what tests are made: the owner's matter, and the system's own. */
const OF_WHO_TRIES: Judgement = { readers: (reader) => ASKING.includes(reader) };

/** What runs came to, for those who look at the request: the owner has it where they try. */
const OF_WHO_REVIEWS: Judgement = { readers: (reader) => REVIEWING.includes(reader) };

/** Who else is in one's team: theirs to know as people, and no system's. */
const OF_THE_TEAM: Judgement = { readers: (reader) => reader === 'owner' || reader === 'token' };

/** What was said before is held against what is said now, by both sides; a system is told of the last alone. */
const WHAT_WAS_MENDED: Judgement = { readers: (reader) => reader !== 'system' };

/**
 * Every field of what an access request leads to, judged: who adds a field to the schema says here who reads it. What is
 * hidden by its content and not by being null (a CPF, what the owner works on) is looked for by its text.
 */
export const JUDGED: Readonly<Record<string, Readonly<Record<string, Judgement>>>> = {
  AccessRequest: {
    previousSubmission: WHAT_WAS_MENDED,
    ...all(
      'id protocol environment state version requester portfolio services origin establishment childEstablishments manager',
      'certificate system acceptedTermsAt homologationCredential replaces continues mayContinue credential evidence checklist warnings history createdAt',
      'updatedAt submittedAt dueAt decidedAt reviewer previousReviewer approvals needsSecondApproval submissions changedSinceLastSubmission',
      'team allowedActions ruleDecision messages messageCount unreadMessages conversation conversationEndsAt messageSide mayWriteMessages',
    ),
  },
  AccessRequestEvent: all('id at actor action from to message reasons evidence'),
  AccessRequestMessage: all('messageId side author own writtenAt text erasedAt attachments'),
  AccessRequestMessageConnection: all('edges pageInfo totalCount'),
  AccessRequestMessageEdge: all('cursor node'),
  Approval: all('reviewer at'),
  Certificate: all('subject issuer serialNumber notBefore notAfter sha256 holder holderName kind chainVerified'),
  ChecklistItem: {
    ...all('requirement description evidence'),
    verdict: FINDINGS,
    note: FINDINGS,
    internalNote: REVIEWERS_ALONE,
    assessedBy: REVIEWERS_ALONE,
    assessedAt: REVIEWERS_ALONE,
  },
  ClientSystem: all('id lineage name description vendor database webApplication ipRanges monthlyVolume integratesWith'),
  Credential: {
    ...all('id environment state stateChangedAt suspendedByMinistry requesterIdentifier clientId issuedAt expiresAt'),
    ...all(
      'portfolio services system establishment certificate team allowedActions mayContinue productionRequest alteration',
    ),
    transferOfferedBy: OF_THE_TEAM,
    transferExpiresAt: OF_THE_TEAM,
    stateReason: OF_THE_CREDENTIAL,
    secretIssuedAt: OF_THE_CREDENTIAL,
    previousSecretExpiresAt: OF_THE_CREDENTIAL,
    previousCertificate: OF_THE_CREDENTIAL,
    previousCertificateExpiresAt: OF_THE_CREDENTIAL,
    homologationAccess: OF_WHO_TRIES,
    conformanceRunsUnderReview: OF_WHO_REVIEWS,
  },
  ConformanceAttempt: all('outcome begunAt endedAt why connector calls'),
  ConformanceAttemptCall: all('as failed at method operation status codes fault call'),
  ConformanceDeclaration: all('kind reason at'),
  ConformanceMessage: all('messageId side own writtenAt suiteVersion connector text'),
  ConformanceMessageConnection: all('edges pageInfo totalCount'),
  ConformanceMessageEdge: all('cursor node'),
  ConformanceOverride: all('proposalId outcome judged reason proposedAt state decidedAt comment allowedActions'),
  ConformanceReport: all(
    'id suite systemName requesterIdentifier connector completedAt issuedAt validUntil standing run',
    'pdfUrl jsonUrl verifyUrl pdfSha256 jsonSha256 pdfSize timeStampedAt timeStampAuthority',
  ),
  ConformanceRequirement: all(
    'key title severity source outcome judged allowedOverrides attest notTested mayNotApply declaration overrides steps',
    'messageCount unreadMessages',
  ),
  ConformanceRun: all(
    'id credentialId suite suiteChange connector outcome current openedAt completedAt calls remaining openProposals requirements report',
    'messages mayWriteMessages systemName requesterIdentifier',
  ),
  ConformanceRunConnection: of(OF_WHO_TRIES, 'edges pageInfo totalCount'),
  ConformanceRunEdge: of(OF_WHO_TRIES, 'cursor node'),
  ConformanceStep: all('key title how fault outcome tries attempts'),
  ConformanceSuite: all('key title version hash'),
  ConformanceSuiteChange: all('version what completeUntil'),
  DocumentKind: of(OF_WHO_TRIES, 'code name guide guideVersion profiles covered notCovered example'),
  DocumentValidation: of(OF_WHO_TRIES, 'outcome documentKind findings hasMoreFindings'),
  Establishment: all('cnes cnpj name uf municipality verified'),
  Evidence: all('id fileName mediaType size sha256 uploadedAt requirements scan downloadUrl conformanceReport'),
  EvidenceMark: all('fileName sha256'),
  FindingCorrection: of(OF_WHO_TRIES, 'before after patch'),
  ArmedFault: of(OF_WHO_TRIES, 'id kind seed callsLeft callsDone armedAt until'),
  HomologationAccess: of(
    OF_WHO_TRIES,
    'authUrl ehrUrl authorities trialCertificates calls armedFaults people professionals',
    'conformanceSuites conformanceRuns preflight',
  ),
  HomologationCall: of(
    OF_WHO_TRIES,
    'id at durationMs host method path operation status codes connector documentId fault request response',
    'nearestSteps validation',
  ),
  HomologationCallConnection: of(OF_WHO_TRIES, 'edges pageInfo totalCount'),
  HomologationCallEdge: of(OF_WHO_TRIES, 'cursor node'),
  Mention: { personId: REVIEWERS_ALONE, name: REVIEWERS_ALONE },
  InternalNote: { text: REVIEWERS_ALONE, mentions: REVIEWERS_ALONE, author: REVIEWERS_ALONE, at: REVIEWERS_ALONE },
  MessageAttachment: all('attachmentId fileName mediaType size downloadUrl'),
  Manager: all('name cpf email phone'),
  NearestStep: of(OF_WHO_TRIES, 'run suite step title matched why'),
  PageInfo: all('hasNextPage hasPreviousPage startCursor endCursor'),
  PreviousEvidence: of(WHAT_WAS_MENDED, 'evidenceId fileName sha256 requirements evidence'),
  PreviousSubmission: of(
    WHAT_WAS_MENDED,
    'services origin establishment childEstablishments manager certificate system acceptedTermsAt evidence',
  ),
  PreflightCheck: of(OF_WHO_TRIES, 'key title outcome detail call'),
  Reason: all('code label path message'),
  Requester: all('name email assuranceLevel'),
  Reviewer: all('id personId name'),
  RuleDecision: {
    ...all('at outcome obstacles reports drawnPercent'),
    // By what it was drawn: for those who answer for the draw.
    ...of(OF_WHO_REVIEWS, 'lot lotKey'),
  },
  SubmittedSystem: of(
    WHAT_WAS_MENDED,
    'name description vendor database webApplication ipRanges monthlyVolume integratesWith',
  ),
  SyntheticPerson: of(OF_WHO_TRIES, 'kind name cpf cns motherName birthDate'),
  SyntheticProfessional: of(OF_WHO_TRIES, 'name cns cpf occupation'),
  TrialCertificate: of(OF_WHO_TRIES, 'id sha256 serialNumber subject pem issuedAt expiresAt revokedAt reason'),
  ValidationFinding: of(OF_WHO_TRIES, 'kind rule expression line column message expected source correction profile'),
  Team: {
    ...all('id name cnes cnpj createdAt'),
    ...of(OF_THE_TEAM, 'viewerRole members invitations'),
  },
  TeamInvitation: of(
    OF_THE_TEAM,
    'invitationId email role state invitedBy createdAt expiresAt acceptedBy acceptedByEmail acceptedByLevel',
  ),
  TeamMember: of(OF_THE_TEAM, 'personId name email role since invitedBy own'),
  Warning: all('code path message mustAccept acceptedBy acceptedAt'),
};

function all(...lists: string[]): Record<string, Judgement> {
  return of('ALL', ...lists);
}

function of(judgement: Judgement, ...lists: string[]): Record<string, Judgement> {
  return Object.fromEntries(lists.flatMap((list) => list.split(' ')).map((field) => [field, judgement]));
}
