/** One of the person's tokens that is still good. */
export interface OwnToken {
  id: string;
  name: string;
  scopes: string[];
}

/** Whom operations may be run as. */
export interface Askers {
  /** Who is signed in; null for nobody, who has no tokens either. */
  viewer: string | null;
  tokens: OwnToken[];
}

/** Who runs an operation. */
export type Asker = { kind: 'anonymous' } | { kind: 'session' } | { kind: 'token'; id: string };

const ASKERS = 'query Askers { viewer { name } personalAccessTokens { id name scopes expiresAt } }';

interface Answer {
  data?: {
    viewer: { name: string } | null;
    personalAccessTokens: (OwnToken & { expiresAt: string })[] | null;
  } | null;
}

/** Asks who is here and which tokens they have. Where that fails the page is nobody's, and works. */
export async function readAskers(now = new Date()): Promise<Askers> {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query: ASKERS }),
    });
    return askersIn((await response.json()) as Answer, now);
  } catch (cause) {
    console.error(cause);
    return { viewer: null, tokens: [] };
  }
}

/** Of an answer: nobody where it has no data, and no token that has ended. */
export function askersIn({ data }: Answer, now: Date): Askers {
  if (!data?.viewer) return { viewer: null, tokens: [] };
  const tokens = (data.personalAccessTokens ?? []).filter(({ expiresAt }) => new Date(expiresAt) > now);
  return { viewer: data.viewer.name, tokens: tokens.map(({ id, name, scopes }) => ({ id, name, scopes })) };
}

/** Whom to begin as: the token of the address where one has it, otherwise oneself. */
export function firstAsker({ viewer, tokens }: Askers, tokenId: string | null): Asker {
  if (viewer === null) return { kind: 'anonymous' };
  return tokens.some(({ id }) => id === tokenId) ? { kind: 'token', id: String(tokenId) } : { kind: 'session' };
}
