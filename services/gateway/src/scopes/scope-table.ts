import type { ApiScope } from '@portal/domain';

/**
 * What a token must be to be let through: have the scope, or one of several; be any token; or it is never let through.
 * RESOURCE_SERVER is no token but a registered service by HTTP Basic.
 */
export type Rule = ApiScope | readonly ApiScope[] | 'ANY_TOKEN' | 'NO_TOKEN' | 'RESOURCE_SERVER';

/**
 * The one table from scope to field: each field of Query, Mutation and Subscription by its name. A field that is not here is
 * refused to every token, and a test fails.
 */
export const ROOT_FIELDS: Readonly<Record<'Query' | 'Mutation' | 'Subscription', Readonly<Record<string, Rule>>>> = {
  Query: {
    portfolios: 'catalogue:read',
    portfolio: 'catalogue:read',
    services: 'catalogue:read',
    service: 'catalogue:read',
    viewer: 'ANY_TOKEN',
    rateLimit: 'ANY_TOKEN',
    // By what it finds: NODES.
    node: 'ANY_TOKEN',
    accessRequests: 'requests:read',
    accessRequest: 'requests:read',
    accessRequestByProtocol: 'requests:read',
    establishmentLookup: 'requests:read',
    reasonCodes: 'requests:read',
    changesCursor: ['requests:read', 'credentials:read'],
    credentials: 'credentials:read',
    credential: 'credentials:read',
    webhooks: 'webhooks:write',
    webhook: 'webhooks:write',
    reviewQueue: 'NO_TOKEN',
    reviewHistory: 'NO_TOKEN',
    allCredentials: 'NO_TOKEN',
    personalAccessTokens: 'NO_TOKEN',
    credentialStatus: 'RESOURCE_SERVER',
  },
  Mutation: {
    createHomologationRequest: 'requests:write',
    createProductionRequest: 'requests:write',
    updateAccessRequest: 'requests:write',
    submitAccessRequest: 'requests:write',
    cancelAccessRequest: 'requests:write',
    labelEvidence: 'requests:write',
    removeEvidence: 'requests:write',
    rotateCredentialSecret: 'credentials:write',
    suspendCredential: 'credentials:write',
    reinstateCredential: 'credentials:write',
    revokeCredential: 'credentials:write',
    createWebhook: 'webhooks:write',
    updateWebhook: 'webhooks:write',
    deleteWebhook: 'webhooks:write',
    rotateWebhookSecret: 'webhooks:write',
    replayWebhookDelivery: 'webhooks:write',
    testWebhook: 'webhooks:write',
    endAllSessions: 'NO_TOKEN',
    claimAccessRequest: 'NO_TOKEN',
    releaseAccessRequest: 'NO_TOKEN',
    assessRequirement: 'NO_TOKEN',
    requestChanges: 'NO_TOKEN',
    approveAccessRequest: 'NO_TOKEN',
    rejectAccessRequest: 'NO_TOKEN',
    createPersonalAccessToken: 'NO_TOKEN',
    revokePersonalAccessToken: 'NO_TOKEN',
  },
  Subscription: {
    accessRequestChanged: 'requests:read',
    credentialChanged: 'credentials:read',
    reviewQueueChanged: 'NO_TOKEN',
  },
};

/** Of those fields, what a system may use by a token of its own, with the scope: the rest speaks of people. */
export const CLIENT_FIELDS: Readonly<Record<keyof typeof ROOT_FIELDS, readonly string[]>> = {
  Query: [
    'portfolios',
    'portfolio',
    'services',
    'service',
    'viewer',
    'rateLimit',
    'node',
    'accessRequests',
    'accessRequest',
    'accessRequestByProtocol',
    'changesCursor',
    'credentials',
    'credential',
  ],
  Mutation: ['rotateCredentialSecret'],
  Subscription: ['accessRequestChanged', 'credentialChanged'],
};

/** A type's fields go with whatever field leads to it. */
export const INHERITED = 'INHERITED';

/**
 * And each object type: a field that leads to it, from wherever in the graph, asks for its scope, and so do all of its own
 * fields. So a request's portfolio asks for catalogue:read, and a portfolio's viewerRequests for requests:read.
 */
export const TYPES: Readonly<Record<string, Rule | typeof INHERITED>> = {
  Portfolio: 'catalogue:read',
  CertificateRule: 'catalogue:read',
  Service: 'catalogue:read',
  ServiceConnection: 'catalogue:read',
  ServiceEdge: 'catalogue:read',
  ServiceOperation: 'catalogue:read',
  ServiceVersion: 'catalogue:read',
  Endpoint: 'catalogue:read',
  AccessRequest: 'requests:read',
  AccessRequestConnection: 'requests:read',
  AccessRequestEdge: 'requests:read',
  AccessRequestEvent: 'requests:read',
  AccessRequestChange: 'requests:read',
  Approval: 'requests:read',
  ChecklistItem: 'requests:read',
  EstablishmentLookup: 'requests:read',
  Evidence: 'requests:read',
  EvidenceMark: 'requests:read',
  Manager: 'requests:read',
  Reason: 'requests:read',
  ReasonCode: 'requests:read',
  Requester: 'requests:read',
  Reviewer: 'requests:read',
  Warning: 'requests:read',
  Credential: 'credentials:read',
  CredentialConnection: 'credentials:read',
  CredentialEdge: 'credentials:read',
  CredentialChange: 'credentials:read',
  HttpHeader: 'webhooks:write',
  Webhook: 'webhooks:write',
  WebhookAttempt: 'webhooks:write',
  WebhookConnection: 'webhooks:write',
  WebhookDelivery: 'webhooks:write',
  WebhookDeliveryConnection: 'webhooks:write',
  WebhookDeliveryEdge: 'webhooks:write',
  WebhookEdge: 'webhooks:write',
  WebhookEventSetAside: 'webhooks:write',
  CredentialStatus: 'RESOURCE_SERVER',
  InternalNote: 'NO_TOKEN',
  PersonalAccessToken: 'NO_TOKEN',
  CreatePersonalAccessTokenPayload: 'NO_TOKEN',
  RevokePersonalAccessTokenPayload: 'NO_TOKEN',
  EndAllSessionsPayload: 'NO_TOKEN',
  AccessRequestPayload: INHERITED,
  Certificate: INHERITED,
  ClientSystem: INHERITED,
  CredentialPayload: INHERITED,
  CredentialSecretPayload: INHERITED,
  Establishment: INHERITED,
  PageInfo: INHERITED,
  Problem: INHERITED,
  RateLimit: INHERITED,
  Requirement: INHERITED,
  Viewer: INHERITED,
  DeleteWebhookPayload: INHERITED,
  WebhookDeliveryPayload: INHERITED,
  WebhookPayload: INHERITED,
  WebhookSecretPayload: INHERITED,
};

/** What asks for no scope of its own where a field leads to it asks for one where its id does. */
export const NODES: Readonly<Record<string, Rule>> = {
  ClientSystem: 'requests:read',
  Requirement: 'catalogue:read',
  Viewer: 'ANY_TOKEN',
};

/** The endpoints beside the graph. */
export const ENDPOINTS = {
  'POST /evidence': 'requests:write',
  'GET /evidence/ID': 'requests:read',
} as const satisfies Record<string, ApiScope>;

/** What a mutation answers with may be read by its own scope: who may write a request is shown what was written. */
export const READ_WITH: Readonly<Partial<Record<ApiScope, ApiScope>>> = {
  'requests:write': 'requests:read',
  'credentials:write': 'credentials:read',
};
