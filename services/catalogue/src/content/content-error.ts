/** Content cannot be loaded; the message names where it stands and the place in it. */
export class ContentError extends Error {
  readonly code = 'CONTENT';

  override get name() {
    return 'ContentError';
  }
}
