/** What the credentials are searched by. It lives in the address alone, so that back, reload and a copied link keep it. */
export function searchOf(params: URLSearchParams): string | undefined {
  return params.get('busca')?.trim() || undefined;
}

/** Writes the search into an address. */
export function searchParams(text: string | undefined): URLSearchParams {
  return new URLSearchParams(text ? { busca: text } : {});
}

/** An address with the search on it, so that the way back leads to the same list. */
export function withSearch(path: string, text: string | undefined): string {
  return text ? `${path}?${searchParams(text)}` : path;
}
