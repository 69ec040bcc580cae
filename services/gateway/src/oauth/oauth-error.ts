/** The codes of RFC 6749 §5.2, RFC 8707's invalid_target, and what a server says that is asked too often. */
export type OauthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'invalid_scope'
  | 'invalid_target'
  | 'unsupported_grant_type'
  | 'unsupported_token_type'
  | 'temporarily_unavailable';

const STATUS: Record<OauthErrorCode, number> = {
  invalid_request: 400,
  invalid_client: 401,
  unauthorized_client: 400,
  invalid_scope: 400,
  invalid_target: 400,
  unsupported_grant_type: 400,
  unsupported_token_type: 400,
  temporarily_unavailable: 429,
};

/** What an OAuth endpoint refuses. The description is for developers, in ASCII because the RFC allows nothing else. */
export class OauthError extends Error {
  readonly status: number;

  constructor(
    readonly code: OauthErrorCode,
    readonly description: string,
    /** After how many seconds it makes sense to ask again. */
    readonly retryAfter?: number,
  ) {
    super(code);
    this.status = STATUS[code];
  }

  override get name() {
    return 'OauthError';
  }
}
