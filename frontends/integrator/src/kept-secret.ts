/**
 * What a link holds behind `#`, kept under a name. It is taken out of the address at once, and kept in this tab for as long as
 * it takes to sign in, whose way back leads through servers.
 */
export function keptSecret(name: string): string | null {
  const secret = location.hash.slice(1);
  if (secret === '') return sessionStorage.getItem(name);
  sessionStorage.setItem(name, secret);
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret;
}

/** Drops it. */
export function forgetSecret(name: string): void {
  sessionStorage.removeItem(name);
}
