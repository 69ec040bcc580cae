import {
  type Cache,
  cacheExchange,
  type Entity,
  type KeyingConfig,
  type UpdateResolver,
} from '@urql/exchange-graphcache';

/** They have no id: they live inside what holds them. */
const embedded = [
  'AccessRequestChange',
  'AccessRequestConnection',
  'AccessRequestEdge',
  'AccessRequestMessage',
  'AccessRequestMessageChange',
  'AccessRequestMessageConnection',
  'AccessRequestMessageEdge',
  'AccessRequestMessagePayload',
  'AccessRequestPayload',
  'AccessRequestResult',
  'AccessRequestsPayload',
  'Approval',
  'ApprovalByRule',
  'Certificate',
  'CertificateRule',
  'ChecklistItem',
  'Colleague',
  'ConformanceAttempt',
  'ConformanceAttemptCall',
  'ConformanceAwaiting',
  'ConformanceAwaitingConnection',
  'ConformanceAwaitingEdge',
  'ConformanceDeclaration',
  'ConformanceMessage',
  'ConformanceMessageConnection',
  'ConformanceMessageEdge',
  'ConformanceMessagePayload',
  'ConformanceOverride',
  'ConformanceReportSummary',
  'ConformanceRequirement',
  'ConformanceRunChange',
  'ConformanceRunConnection',
  'ConformanceRunEdge',
  'ConformanceRunPayload',
  'ConformanceStep',
  'ConformanceSuite',
  'ConformanceSuiteChange',
  'CreatePersonalAccessTokenPayload',
  'CredentialChange',
  'CredentialCheck',
  'CredentialConnection',
  'CredentialEdge',
  'CredentialPayload',
  'CredentialSecretPayload',
  'CredentialStatus',
  'CredentialTransfer',
  'DeleteWebhookPayload',
  'DataReading',
  'DataReadingConnection',
  'DataReadingEdge',
  'DocumentKind',
  'DocumentValidation',
  'EndAllSessionsPayload',
  'EndOtherSessionsPayload',
  'EndSessionPayload',
  'Endpoint',
  'Erasure',
  'ErasureObstacle',
  'ErasurePayload',
  'Establishment',
  'EstablishmentLookup',
  'EvidenceMark',
  'FaultsPayload',
  'FindingCorrection',
  'HomologationAccess',
  'HomologationCallConnection',
  'HomologationCallEdge',
  'HomologationIncident',
  'HttpHeader',
  'InternalNote',
  'Mention',
  'WebhookEventSetAside',
  'Manager',
  'MessageAttachment',
  'MinistryPerson',
  'MinistryRoleChange',
  'MarkNoticesReadPayload',
  'NearestStep',
  'NoticeConnection',
  'NoticeEdge',
  'NoticePreference',
  'NoticesChange',
  'OpenSession',
  'PageInfo',
  'PanelFigures',
  'PanelPortfolio',
  'PanelReason',
  'PanelReviewer',
  'PanelState',
  'PanelUf',
  'PanelWeek',
  'PortfolioContent',
  'PortfolioContentBody',
  'PortfolioContentDraft',
  'PortfolioContentEdition',
  'PortfolioContentPayload',
  'CertificateContent',
  'EndpointContent',
  'RequirementContent',
  'ServiceContent',
  'PreflightCheck',
  'PreviousEvidence',
  'PreviousSubmission',
  'Problem',
  'PublishedRequirement',
  'PublishedStep',
  'PublishedSuite',
  'RateLimit',
  'Announcement',
  'AnnouncementPayload',
  'AnswerTime',
  'FourEyes',
  'LocalHoliday',
  'ReviewPanel',
  'ReviewReasons',
  'ReviewReasonsDraft',
  'ReviewReasonsEdition',
  'ReviewReasonsPayload',
  'Retention',
  'RetentionDraft',
  'RetentionEdition',
  'RetentionExcess',
  'RetentionPayload',
  'RetentionStanding',
  'RetentionTerm',
  'ReviewRules',
  'ReviewRulesContent',
  'ReviewRulesDraft',
  'ReviewRulesEdition',
  'ReviewRulesPayload',
  'Reason',
  'ReasonCode',
  'ReplyTemplate',
  'ReplyTemplateDraft',
  'ReplyTemplateEdition',
  'ReplyTemplatePayload',
  'Requester',
  'IssueConformanceReportPayload',
  'RestartConformanceRunPayload',
  'RevokePersonalAccessTokenPayload',
  'RuleDecision',
  'ServiceConnection',
  'ServiceEdge',
  'ServiceOperation',
  'ServiceTrial',
  'SecondFactor',
  'SecondFactorPayload',
  'SecurityKey',
  'SecurityKeyOptionsPayload',
  'ResetSecurityKeysPayload',
  'SetMinistryRolesPayload',
  'SetNoticePreferencePayload',
  'ServiceVersion',
  'ValidationFinding',
  'SyntheticPerson',
  'SyntheticProfessional',
  'StepMedian',
  'SubmittedSystem',
  'Transparency',
  'TransparencyFigures',
  'TransparencyPortfolio',
  'TransparencyState',
  'TransparencyUf',
  'TransparencyWeek',
  'TrialCertificatePayload',
  'AcceptTeamInvitationPayload',
  'TeamConnection',
  'TeamEdge',
  'TeamInvitation',
  'TeamInvitationPayload',
  'TeamMember',
  'TeamPayload',
  'TeamToken',
  'TeamTokenPayload',
  'Warning',
  'WebhookConnection',
  'WebhookDeliveryConnection',
  'WebhookDeliveryEdge',
  'WebhookDeliveryPayload',
  'WebhookEdge',
  'WebhookPayload',
  'WebhookSecretPayload',
];

const slug: KeyingConfig[string] = (data) => (typeof data.slug === 'string' ? data.slug : null);

/** How the cache tells things apart: by id, save for those named here. */
export const keys: KeyingConfig = {
  ...Object.fromEntries(embedded.map((type) => [type, () => null])),
  Portfolio: slug,
  Service: slug,
};

const requestLists = [
  'accessRequests',
  'reviewQueue',
  'reviewHistory',
  'submittedRequests',
  'queueReviewers',
  'accessRequestByProtocol',
];
const credentialLists = ['credentials', 'allCredentials'];

function forget(cache: Cache, entity: Entity, fields: readonly string[]) {
  for (const field of cache.inspectFields(entity)) {
    if (fields.includes(field.fieldName)) cache.invalidate(entity, field.fieldName, field.arguments ?? undefined);
  }
}

/** Lists that a change may have entered, left or moved in are asked for again; the thing itself is already up to date. */
function refreshAround(cache: Cache, thing: unknown) {
  forget(cache, 'Query', [...requestLists, ...credentialLists]);
  if (typeof thing !== 'object' || thing === null) return;
  const entity = thing as Entity & object;
  const portfolio = cache.resolve(entity, 'portfolio');
  if (typeof portfolio === 'string') forget(cache, portfolio, ['viewerRequests', 'viewerCredentials']);
  const homologation = cache.resolve(entity, 'homologationCredential');
  if (typeof homologation === 'string') forget(cache, homologation, ['productionRequest']);
  const replaced = cache.resolve(entity, 'replaces');
  if (typeof replaced === 'string') forget(cache, replaced, ['alteration', 'allowedActions']);
}

function after(payloadField: string, thingField: string): UpdateResolver {
  return (result, _args, cache) => {
    const payload = result[payloadField];
    const thing = payload && typeof payload === 'object' ? Reflect.get(payload, thingField) : null;
    refreshAround(cache, thing);
  };
}

const forgetTokens: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['personalAccessTokens']);
/** The lists of notices are asked for again; how many are unread came with what tells of it. */
const forgetNotices =
  (field: string): UpdateResolver =>
  (result, _args, cache) => {
    const change = result[field] as { viewer?: { id: string } | null } | null;
    if (change?.viewer) forget(cache, { __typename: 'Viewer', id: change.viewer.id }, ['notices']);
  };
/** What went to another team is no more to be seen: how much went with it is not told, so all is asked for again. */
const forgetTransferred: UpdateResolver = (result, args, cache, info) => {
  forgetNotices('noticesChanged')(result, args, cache, info);
  const change = result.noticesChanged as { notice?: { kind: string } | null } | null;
  if (change?.notice?.kind !== 'CREDENTIAL_TRANSFERRED') return;
  forget(cache, 'Query', [...requestLists, ...credentialLists, 'accessRequest', 'credential']);
};
const forgetSessions: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['openSessions']);
const forgetTeamTokens: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['teamTokens']);
const forgetWebhooks: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['webhooks']);

const forgetTemplates: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['replyTemplates', 'replyTemplate']);
const templateMutations = [
  'saveReplyTemplate',
  'discardReplyTemplateDraft',
  'publishReplyTemplate',
  'withdrawReplyTemplate',
  'restoreReplyTemplate',
];

const forgetPortfolioContent: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['portfolioContents', 'portfolioContent']);
const portfolioContentMutations = [
  'savePortfolioContent',
  'discardPortfolioContentDraft',
  'publishPortfolioContent',
  'withdrawPortfolioContent',
  'restorePortfolioContent',
];
const forgetPeople: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['ministryPeople']);
const forgetSecondFactor: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['secondFactor']);
const keyMutations = ['registerSecurityKey', 'proveSecondFactor', 'removeSecurityKey'];

const forgetRules: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['reviewRules', 'answerTimes', 'portfolio', 'portfolios']);
const forgetReasons: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['reviewReasons', 'reasonCodes']);
const reasonMutations = [
  'saveReviewReasons',
  'discardReviewReasonsDraft',
  'publishReviewReasons',
  'restoreReviewReasons',
];
const forgetRetention: UpdateResolver = (_result, _args, cache) =>
  forget(cache, 'Query', ['retention', 'retentionTerms']);
const retentionMutations = ['saveRetention', 'discardRetentionDraft', 'publishRetention'];

const ruleMutations = ['saveReviewRules', 'discardReviewRulesDraft', 'publishReviewRules', 'restoreReviewRules'];

const forgetAnnouncements: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', ['announcements']);

const requestMutations = [
  'createHomologationRequest',
  'createProductionRequest',
  'createAlterationRequest',
  'continueAccessRequest',
  'submitAccessRequest',
  'cancelAccessRequest',
  'claimAccessRequest',
  'releaseAccessRequest',
  'requestChanges',
  'approveAccessRequest',
  'rejectAccessRequest',
];
const credentialMutations = [
  'suspendCredential',
  'reinstateCredential',
  'revokeCredential',
  'acceptCredentialTransfer',
];
const manyMutations = ['claimAccessRequests', 'releaseAccessRequests', 'handOverAccessRequests'];
const refreshRequests: UpdateResolver = (_result, _args, cache) => forget(cache, 'Query', requestLists);
const requestSubscriptions = ['accessRequestChanged', 'reviewQueueChanged'];

const updatesOf = (fields: readonly string[], thing: string) =>
  Object.fromEntries(fields.map((field) => [field, after(field, thing)]));

/** The normalised cache of the graph. */
export function portalCache() {
  return cacheExchange({
    keys,
    updates: {
      Mutation: {
        ...updatesOf(requestMutations, 'accessRequest'),
        ...updatesOf(credentialMutations, 'credential'),
        ...Object.fromEntries(templateMutations.map((field) => [field, forgetTemplates])),
        ...Object.fromEntries(portfolioContentMutations.map((field) => [field, forgetPortfolioContent])),
        ...Object.fromEntries(keyMutations.map((field) => [field, forgetSecondFactor])),
        resetSecurityKeys: forgetPeople,
        setMinistryRoles: forgetPeople,
        ...Object.fromEntries(ruleMutations.map((field) => [field, forgetRules])),
        ...Object.fromEntries(reasonMutations.map((field) => [field, forgetReasons])),
        saveAnnouncement: forgetAnnouncements,
        endAnnouncement: forgetAnnouncements,
        ...Object.fromEntries(retentionMutations.map((field) => [field, forgetRetention])),
        ...Object.fromEntries(manyMutations.map((field) => [field, refreshRequests])),
        createPersonalAccessToken: forgetTokens,
        revokePersonalAccessToken: forgetTokens,
        endSession: forgetSessions,
        endOtherSessions: forgetSessions,
        createTeamToken: forgetTeamTokens,
        rotateTeamToken: forgetTeamTokens,
        revokeTeamToken: forgetTeamTokens,
        createWebhook: forgetWebhooks,
        deleteWebhook: forgetWebhooks,
        markNoticesRead: forgetNotices('markNoticesRead'),
      },
      Subscription: {
        ...updatesOf(requestSubscriptions, 'accessRequest'),
        ...updatesOf(['credentialChanged'], 'credential'),
        noticesChanged: forgetTransferred,
      },
    },
  });
}
