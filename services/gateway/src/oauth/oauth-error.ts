import { OAUTH_ERRORS, type OauthErrorCode } from '@portal/domain';

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
    this.status = OAUTH_ERRORS[code].status;
  }

  override get name() {
    return 'OauthError';
  }
}
