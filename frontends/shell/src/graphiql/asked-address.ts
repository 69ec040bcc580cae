/** What the address of the page asks for. */
export interface AskedAddress {
  /** The operation to begin with. */
  query: string | null;
  /** Its variables, as JSON. */
  variables: string | null;
  /** The id of the token to ask as. */
  token: string | null;
}

/** Reads `?query=`, `?variables=` and `?token=`; an empty value is none. */
export function askedAddress(search: string): AskedAddress {
  const params = new URLSearchParams(search);
  const read = (name: string) => params.get(name) || null;
  return { query: read('query'), variables: read('variables'), token: read('token') };
}

/**
 * The address once the operation is in the editor, where it may change: loading the page again must not bring the old one
 * back. The token that was chosen stays.
 */
export function addressOf(tokenId: string | null): string {
  return tokenId === null ? '/graphql' : `/graphql?token=${encodeURIComponent(tokenId)}`;
}
