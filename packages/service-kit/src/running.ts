/** A service that runs: where it is reached, and `await using` to end it. */
export interface Running extends AsyncDisposable {
  /** Base URL, without a slash at its end. */
  url: string;
}
