/**
 * What a field weighs, after the GraphQL Cost Directives specification (IBM): a field of an object type 1, of a scalar or an
 * enum 0. A list is weighed once for each of its items, and so is what stands below it.
 */
export const DEFAULT_WEIGHT = { object: 1, leaf: 0 } as const;

/** A mutation writes, records and announces; a subscription stays. */
export const ROOT_WEIGHT = { query: 0, mutation: 10, subscription: 5 } as const;

/** The largest operation that is run, in points. */
export const LARGEST_OPERATION = 10_000;

/** Nothing is free: an operation of scalars alone costs this, and so does one that is refused as it stands. */
export const SMALLEST_OPERATION = 1;

/** `__schema` and `__type` weigh 10 each; below them an object weighs a tenth, and each list counts as three. */
export const INTROSPECTION = { root: 10, object: 0.1, listSize: 3 } as const;

/** The endpoints beside the graph, by the bytes that they move. */
export const ENDPOINT_COSTS = { 'POST /evidence': 50, 'GET /evidence/ID': 10 } as const;

/** A list that neither has `first` nor stands in the table: a test holds that the API has none. */
export const UNKNOWN_LIST = 10;

/** Fields that weigh otherwise than the rules say. */
export const WEIGHTS: Readonly<Record<string, number>> = {
  // Reads the end of the line of changes.
  'Query.changesCursor': 1,
  // May ask the national register.
  'Query.establishmentLookup': 10,
  // Full-text search.
  'Query.services': 5,
  // Count what no page shows.
  'ServiceConnection.totalCount': 1,
  'CredentialConnection.totalCount': 1,
  'AccessRequestConnection.totalCount': 1,
  'WebhookConnection.totalCount': 1,
  'WebhookDeliveryConnection.totalCount': 1,
  // Send a request to somebody else's server.
  'Mutation.replayWebhookDelivery': 20,
  'Mutation.testWebhook': 20,
};

/** How many items a list without `first` is taken to have: about what the fullest real ones have. */
export const ASSUMED_SIZES: Readonly<Record<string, number>> = {
  'Query.portfolios': 10,
  'Query.reasonCodes': 10,
  'Query.personalAccessTokens': 10,
  'Portfolio.services': 10,
  'Portfolio.requirements': 10,
  'Portfolio.certificate': 2,
  'Service.operations': 10,
  'Service.versions': 3,
  'Service.endpoints': 10,
  'Credential.services': 5,
  'AccessRequest.services': 5,
  'AccessRequest.childEstablishments': 10,
  'AccessRequest.evidence': 5,
  'AccessRequest.checklist': 10,
  'AccessRequest.warnings': 2,
  'AccessRequest.history': 10,
  'AccessRequest.approvals': 2,
  'Evidence.requirements': 3,
  'ChecklistItem.evidence': 3,
  'AccessRequestEvent.reasons': 2,
  'Webhook.eventsSetAside': 2,
  'WebhookDelivery.attempts': 5,
  'WebhookAttempt.requestHeaders': 10,
  'AccessRequestPayload.problems': 2,
  'CredentialPayload.problems': 2,
  'CredentialSecretPayload.problems': 2,
  'WebhookPayload.problems': 2,
  'WebhookSecretPayload.problems': 2,
  'WebhookDeliveryPayload.problems': 2,
  'DeleteWebhookPayload.problems': 2,
  'CreatePersonalAccessTokenPayload.problems': 2,
  'RevokePersonalAccessTokenPayload.problems': 2,
  'EndAllSessionsPayload.problems': 2,
};

/** Argument that says how many items a list or a connection gives. */
export const SLICING_ARGUMENT = 'first';

/** Fields of a connection that have as many items as its `first` says. */
export const SIZED_FIELDS: readonly string[] = ['edges', 'nodes'];
