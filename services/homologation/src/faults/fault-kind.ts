/** What can be done to calls of a credential, so that its system is seen to live with it. */
export enum FaultKind {
  /** The answer comes after 5 to 15 seconds. */
  SLOW = 'SLOW',
  /** 500, and nothing was done. */
  ERROR_500 = 'ERROR_500',
  /** 502, as of a proxy, and nothing was done. */
  ERROR_502 = 'ERROR_502',
  /** 503 with Retry-After, and nothing was done. */
  ERROR_503 = 'ERROR_503',
  /** The connection ends without an answer, though all was done. */
  RESET = 'RESET',
  /** The token is refused as expired. */
  EXPIRED_TOKEN = 'EXPIRED_TOKEN',
  /** The answer breaks off half-way, though all was done. */
  HALF_ANSWER = 'HALF_ANSWER',
}
