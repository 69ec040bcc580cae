import { API_SCOPES, type ApiScope, type Role } from '@portal/domain';

/** Who comes to the door: a person with that role and no other, or a program. */
export type Caller =
  | 'nobody'
  | 'person'
  | 'reviewer'
  | 'reviewer of another portfolio'
  | 'manager'
  | 'auditor'
  | 'admin'
  /** A token of a person's own with one scope, or of a reviewer's with all. */
  | ApiScope
  | 'token of a reviewer'
  /** Of a team that somebody of the Ministry answers for, with all scopes. */
  | 'token of a team'
  | 'system'
  | 'service';

const PEOPLE: readonly Caller[] = [
  'person',
  'reviewer',
  'reviewer of another portfolio',
  'manager',
  'auditor',
  'admin',
];

/** All that come to the door. */
export const CALLERS: readonly Caller[] = [
  'nobody',
  ...PEOPLE,
  ...API_SCOPES,
  'token of a reviewer',
  'token of a team',
  'system',
  'service',
];

/** A door, in words, who gets in by it, and what lies behind: operations of the API, and addresses of files. */
export interface Door {
  who: string;
  admitted: readonly Caller[];
  operations: readonly string[];
}

/** By these who administrates comes to prove that it is them; all else that is ADMIN's alone to do waits for that. */
export const OWN_KEYS = door(
  'ADMIN in a browser, for their own security keys',
  roles('ADMIN'),
  'secondFactor beginSecurityKeyRegistration registerSecurityKey beginSecondFactor proveSecondFactor removeSecurityKey',
);

/**
 * Every operation of the API by who gets in; whose object it then is decides the rest (who-may-do-what, who-reads-what).
 * Who adds an operation says here who gets in: the test fails for one that stands in no line, or in two.
 */
export const DOORS: readonly Door[] = [
  door(
    'Everybody, signed in or not, and every program',
    CALLERS,
    'viewer rateLimit homologationIncidents conformanceSuites conformanceReport documentKinds validateDocument credentialCheck transparency answerTimes retentionTerms',
  ),
  door(
    'Everybody, but programs only with `catalogue:read`',
    ['nobody', ...PEOPLE, ...tokens('catalogue:read'), 'system'],
    'portfolios portfolio services service',
  ),
  door(
    'Who is known, by any scope: what is answered asks for its own',
    [...PEOPLE, ...tokens(...API_SCOPES), 'system'],
    'node',
  ),
  door(
    'People, their tokens with `requests:read` or `credentials:read`, systems',
    [...PEOPLE, ...tokens('requests:read', 'credentials:read'), 'system'],
    'changesCursor',
  ),
  door(
    'People, their tokens with `requests:read`, systems',
    [...PEOPLE, ...tokens('requests:read'), 'system'],
    'accessRequests accessRequest accessRequestByProtocol accessRequestChanged accessRequestMessageChanged',
  ),
  door(
    'People, their tokens with `requests:read`',
    [...PEOPLE, ...tokens('requests:read')],
    'establishmentLookup reasonCodes teams team',
  ),
  door(
    'People, their tokens with `requests:write`',
    [...PEOPLE, ...tokens('requests:write')],
    'createHomologationRequest createProductionRequest createAlterationRequest continueAccessRequest updateAccessRequest submitAccessRequest',
    'cancelAccessRequest removeEvidence labelEvidence writeAccessRequestMessage markAccessRequestMessagesRead',
  ),
  door(
    'People, their tokens with `credentials:read`, systems',
    [...PEOPLE, ...tokens('credentials:read'), 'system'],
    'credentials credential credentialChanged conformanceRunChanged homologationCallMade',
  ),
  door(
    'People, their tokens with `credentials:write`',
    [...PEOPLE, ...tokens('credentials:write')],
    'changeCredentialCertificate suspendCredential reinstateCredential revokeCredential issueTrialCertificate',
    'revokeTrialCertificate declareConformanceRequirement withdrawConformanceDeclaration restartConformanceRun',
    'armHomologationFault disarmHomologationFaults writeConformanceMessage markConformanceMessagesRead',
    'issueConformanceReport',
  ),
  door(
    'People, their tokens with `credentials:write`, and a system for its own',
    [...PEOPLE, ...tokens('credentials:write'), 'system'],
    'rotateCredentialSecret',
  ),
  door(
    'People, their tokens with `webhooks:write`',
    [...PEOPLE, ...tokens('webhooks:write')],
    'webhooks webhook createWebhook updateWebhook deleteWebhook rotateWebhookSecret replayWebhookDelivery testWebhook',
  ),
  door(
    'People in a browser',
    PEOPLE,
    'personalAccessTokens createPersonalAccessToken revokePersonalAccessToken openSessions endSession endOtherSessions',
    'endAllSessions markNoticesRead',
    'setNoticePreference noticesChanged inviteToTeam acceptTeamInvitation renewTeamInvitation cancelTeamInvitation',
    'confirmTeamMember setTeamRole removeTeamMember leaveTeam credentialTransfer offerCredentialTransfer',
    'withdrawCredentialTransfer acceptCredentialTransfer declineCredentialTransfer requestErasure takeBackErasure',
    'teamTokens createTeamToken rotateTeamToken revokeTeamToken',
  ),
  door(
    'REVIEWER, MANAGER, AUDITOR and ADMIN in a browser',
    roles('REVIEWER', 'MANAGER', 'AUDITOR', 'ADMIN'),
    'reviewQueue submittedRequests reviewHistory queueReviewers reviewPanel reviewQueueChanged reviewMessageChanged',
    'conformanceAwaitingReview',
  ),
  door(
    'REVIEWER in a browser',
    roles('REVIEWER'),
    'claimAccessRequest claimAccessRequests requestChanges approveAccessRequest rejectAccessRequest assessRequirement',
    'eraseAccessRequestMessage proposeConformanceOverride confirmConformanceOverride',
    'declineConformanceOverride withdrawConformanceOverride',
  ),
  door(
    'REVIEWER and MANAGER in a browser',
    roles('REVIEWER', 'MANAGER'),
    'colleagues handOverAccessRequest handOverAccessRequests',
  ),
  door(
    'REVIEWER, MANAGER and ADMIN in a browser',
    roles('REVIEWER', 'MANAGER', 'ADMIN'),
    'releaseAccessRequest releaseAccessRequests',
  ),
  door(
    'MANAGER, AUDITOR and ADMIN in a browser',
    roles('MANAGER', 'AUDITOR', 'ADMIN'),
    'portfolioContents portfolioContent portfolioContentEdition reviewRules reviewReasons retention announcements',
  ),
  door('AUDITOR and ADMIN in a browser', roles('AUDITOR', 'ADMIN'), 'allCredentials replyTemplate ministryPeople'),
  door('REVIEWER, AUDITOR and ADMIN in a browser', roles('REVIEWER', 'AUDITOR', 'ADMIN'), 'replyTemplates'),
  door(
    'ADMIN in a browser',
    roles('ADMIN'),
    'saveReplyTemplate discardReplyTemplateDraft publishReplyTemplate withdrawReplyTemplate restoreReplyTemplate',
    'savePortfolioContent discardPortfolioContentDraft publishPortfolioContent withdrawPortfolioContent',
    'restorePortfolioContent saveReviewRules discardReviewRulesDraft publishReviewRules restoreReviewRules saveAnnouncement endAnnouncement',
    'saveReviewReasons discardReviewReasonsDraft publishReviewReasons restoreReviewReasons',
    'saveRetention discardRetentionDraft publishRetention',
    'setMinistryRoles resetSecurityKeys',
  ),
  OWN_KEYS,
  door('A registered service, by its secret', ['service'], 'credentialStatus'),
];

/** Every address at which files are taken or given, the same way. */
export const FILE_DOORS: readonly Door[] = [
  {
    who: 'Everybody, and every program',
    admitted: CALLERS,
    operations: [
      'GET /conformance-reports/FILE.tsr',
      'GET /.well-known/conformance-jwks.json',
      'GET /.well-known/audit-checkpoints/SERVICE/MONTH.json',
    ],
  },
  {
    who: 'People, their tokens with `requests:write`',
    admitted: [...PEOPLE, ...tokens('requests:write')],
    operations: ['POST /evidence', 'POST /message-attachments'],
  },
  {
    who: 'People, their tokens with `requests:read`',
    admitted: [...PEOPLE, ...tokens('requests:read')],
    operations: ['GET /evidence/ID', 'GET /message-attachments/ID', 'GET /request-receipts/ID'],
  },
  {
    who: 'People, their tokens with `credentials:read`',
    admitted: [...PEOPLE, ...tokens('credentials:read')],
    operations: ['GET /credential-sheets/ID'],
  },
  {
    who: 'People, their tokens with `credentials:read`, systems',
    admitted: [...PEOPLE, ...tokens('credentials:read'), 'system'],
    operations: ['GET /conformance-reports/FILE'],
  },
  {
    who: 'People in a browser',
    admitted: PEOPLE,
    operations: [
      'POST /uploads',
      'HEAD /uploads/ID',
      'PATCH /uploads/ID',
      'DELETE /uploads/ID',
      'POST /uploads/ID/finish',
      'GET /own-data.json',
      'GET /own-data.pdf',
    ],
  },
  {
    who: 'AUDITOR and ADMIN in a browser',
    admitted: roles('AUDITOR', 'ADMIN'),
    operations: ['GET /audit-log/SERVICE/FILE'],
  },
];

function door(who: string, admitted: readonly Caller[], ...lists: string[]): Door {
  return { who, admitted, operations: lists.flatMap((list) => list.split(' ')) };
}

/** Tokens with one of the scopes; a reviewer's own and a team's have them all, and none of what a role allows. */
function tokens(...scopes: ApiScope[]): Caller[] {
  return [...scopes, 'token of a reviewer', 'token of a team'];
}

function roles(...among: Exclude<Role, 'INTEGRATOR'>[]): Caller[] {
  const callers = among.map((role): Caller => role.toLowerCase() as Lowercase<Exclude<Role, 'INTEGRATOR'>>);
  // The door is the same: what lies behind is not.
  return among.includes('REVIEWER') ? [...callers, 'reviewer of another portfolio'] : callers;
}
