/** A request as the acts need it. */
export interface RequestState {
  id: string;
  version: number;
  state: string;
  protocol: string;
  createdAt: string;
  history: { action: string }[];
  evidence: { id: string }[];
  warnings: { code: string; mustAccept: boolean }[];
  credential: { id: string } | null;
}

/** What a mutation of a request answers. */
export interface RequestPayload {
  payload: { accessRequest: RequestState | null; problems: { code: string; message: string; path: string[] | null }[] };
}

const PAYLOAD = `{
  accessRequest { id version state protocol createdAt history { action } evidence { id } warnings { code mustAccept } credential { id } }
  problems { code message path }
}`;

const mutation = (declared: string, field: string) => `mutation (${declared}) { payload: ${field} ${PAYLOAD} }`;

/** The operations of the demo, by what they do. */
export const OPERATIONS = {
  createHomologation: mutation('$input: CreateHomologationRequestInput!', 'createHomologationRequest(input: $input)'),
  createProduction: mutation('$input: CreateProductionRequestInput!', 'createProductionRequest(input: $input)'),
  update: mutation('$input: UpdateAccessRequestInput!', 'updateAccessRequest(input: $input)'),
  submit: mutation('$id: ID!, $version: Int!', 'submitAccessRequest(id: $id, version: $version)'),
  cancel: mutation('$id: ID!, $version: Int!', 'cancelAccessRequest(id: $id, version: $version)'),
  claim: mutation('$id: ID!, $version: Int!', 'claimAccessRequest(id: $id, version: $version)'),
  release: mutation('$id: ID!, $version: Int!', 'releaseAccessRequest(id: $id, version: $version)'),
  assess: mutation(
    '$id: ID!, $requirement: String!, $verdict: Verdict!, $note: String',
    'assessRequirement(id: $id, requirement: $requirement, verdict: $verdict, note: $note)',
  ),
  requestChanges: mutation(
    '$id: ID!, $version: Int!, $reasons: [ReasonInput!]!, $message: String',
    'requestChanges(id: $id, version: $version, reasons: $reasons, message: $message)',
  ),
  approve: mutation(
    '$id: ID!, $version: Int!, $message: String, $acceptedWarnings: [WarningCode!]',
    'approveAccessRequest(id: $id, version: $version, message: $message, acceptedWarnings: $acceptedWarnings)',
  ),
  reject: mutation(
    '$id: ID!, $version: Int!, $reasons: [ReasonInput!]!, $message: String',
    'rejectAccessRequest(id: $id, version: $version, reasons: $reasons, message: $message)',
  ),
  requirements: 'query ($slug: String!) { portfolio(slug: $slug) { requirements { code environment } } }',
  credential:
    'query ($id: ID!) { credential(id: $id) { state secretIssuedAt previousSecretExpiresAt issuedAt stateChangedAt } }',
  drawSecret: 'mutation ($id: ID!) { payload: rotateCredentialSecret(id: $id) { problems { message } } }',
  suspend: `mutation ($id: ID!, $reason: String!) { payload: suspendCredential(id: $id, reason: $reason) { problems { message } } }`,
  reinstate: 'mutation ($id: ID!) { payload: reinstateCredential(id: $id) { problems { message } } }',
  revoke: `mutation ($id: ID!, $reason: String!) { payload: revokeCredential(id: $id, reason: $reason) { problems { message } } }`,
} as const;
