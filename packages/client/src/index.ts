export type { PrivateKey } from './client-assertion.ts';
export type { Document } from './document.ts';
export {
  ConnectionError,
  HttpError,
  OAuthError,
  OperationError,
  type OperationErrorEntry,
  PortalError,
  ProblemError,
} from './errors.ts';
export type { AttachmentUpload, EvidenceUpload, UploadedAttachment, UploadedEvidence } from './evidence.ts';
export * from './gql/graphql.ts';
export type { WebSocketClass } from './live-socket.ts';
export {
  createPortalClient,
  type PortalClient,
  type PortalClientOptions,
  type RequestOptions,
} from './portal-client.ts';
export type { Cost } from './portal-http.ts';
export { present } from './present.ts';
export type { RetryLimits } from './retry.ts';
export { type ClientCredentials, clientCredentials, type TokenProvider } from './tokens.ts';
export { type Done, type Payload, unwrap } from './unwrap.ts';
