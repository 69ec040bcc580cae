/** Who a client says in connection_init that it is. */
export type ConnectionClaim =
  /** It says nothing: it is who the upgrade's cookie or token says. */
  | { kind: 'none' }
  | { kind: 'token'; token: string }
  | { kind: 'chosen'; tokenId: string }
  /** As nobody, although a browser sent its cookie. */
  | { kind: 'nobody' }
  /** What was meant cannot be told; to go on as nobody would hide it. */
  | { kind: 'malformed' };

const MALFORMED: ConnectionClaim = { kind: 'malformed' };

/** What is sent in the place of `authorization` by those who took another API for this one. */
const MISTAKEN = /^(x-)?(auth|auth[_-]?token|access[_-]?token|token|bearer|jwt|api[_-]?key)$/i;

/** Reads it: `authorization` in any case, beside the rest or under `headers`, or `tokenId`. */
export function connectionClaim(params: Readonly<Record<string, unknown>> = {}): ConnectionClaim {
  const { tokenId, headers = {} } = params;
  if (typeof headers !== 'object' || headers === null) return MALFORMED;
  const entries = [...Object.entries(params), ...Object.entries(headers)];
  if (entries.some(([name]) => MISTAKEN.test(name))) return MALFORMED;
  const told = new Set(entries.filter(([name]) => name.toLowerCase() === 'authorization').map(([, value]) => value));
  if (told.size > 0) return tokenId === undefined && told.size === 1 ? tokenOf([...told][0]) : MALFORMED;
  if (tokenId === undefined) return { kind: 'none' };
  if (tokenId === null) return { kind: 'nobody' };
  return typeof tokenId === 'string' ? { kind: 'chosen', tokenId } : MALFORMED;
}

function tokenOf(authorization: unknown): ConnectionClaim {
  const [, token] = (typeof authorization === 'string' && /^\s*Bearer\s+(\S+)\s*$/i.exec(authorization)) || [];
  return token === undefined ? MALFORMED : { kind: 'token', token };
}
