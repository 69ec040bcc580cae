/** The command line is wrong; the message says how, in Portuguese. */
export class UsageError extends Error {
  readonly code = 'USAGE';
}

/** What was named is not there; the message says what, in Portuguese. */
export class NotFound extends Error {
  readonly code = 'NOT_FOUND';
}

/** Nobody is logged in, or by a token that is not good. */
export class NotLoggedIn extends Error {
  readonly code = 'NOT_LOGGED_IN';
}
