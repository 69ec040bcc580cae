/** Clocks of two machines agree that far; the issuer tells whole seconds. */
const CLOCKS_DIFFER_MS = 30_000;

/**
 * Whether the issuer asked somebody anew whom it knows, since the portal wanted that of it. By what its token says: the
 * address that asks for it goes through a browser, which may leave that out.
 */
export function askedAnew(authTime: unknown, wantedAt: number | undefined): boolean {
  if (wantedAt === undefined || typeof authTime !== 'number') return false;
  return authTime * 1000 >= wantedAt - CLOCKS_DIFFER_MS;
}
