/** The database cannot be used; the message is one line that says what to do, without the URL's password. */
export class DatabaseUnavailable extends Error {
  readonly code = 'DATABASE_UNAVAILABLE';

  override get name() {
    return 'DatabaseUnavailable';
  }
}
