/** A subgraph did not do what it is there for; what the caller sees of it is INTERNAL. */
export class SubgraphFailure extends Error {
  readonly code = 'SUBGRAPH_FAILURE';

  constructor(
    readonly subgraph: string,
    what: string,
    options?: ErrorOptions,
  ) {
    super(`${subgraph}: ${what}`, options);
  }

  override get name() {
    return 'SubgraphFailure';
  }
}
