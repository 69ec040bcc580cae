/** The catalogue did not answer, or not in a way that can be read. */
export class CatalogueUnavailable extends Error {
  override readonly name = 'CatalogueUnavailable';
  /** Asked before anything is changed: what hangs on it is UNAVAILABLE. */
  readonly code = 'SUBGRAPH_AWAY';
}
