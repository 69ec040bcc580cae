const NAME = 'portal:convite';

/**
 * What a link of an invitation holds behind `#`. It is taken out of the address at once, and kept in this tab for as long
 * as it takes to sign in, whose way back leads through servers.
 */
export function keptInvitation(): string | null {
  const secret = location.hash.slice(1);
  if (secret === '') return sessionStorage.getItem(NAME);
  sessionStorage.setItem(NAME, secret);
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret;
}

/** Drops it. */
export function forgetInvitation(): void {
  sessionStorage.removeItem(NAME);
}
