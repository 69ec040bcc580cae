const MOST_STEPS = 10;

/**
 * Signs somebody in at a portal with the local issuer, as a browser would be sent from one to the other, and answers the
 * portal's cookies.
 */
export async function signInAt(portal: string, person: string): Promise<string[]> {
  const jar = new Map<string, string>();
  const given: string[] = [];
  let address = new URL(`/login?as=${encodeURIComponent(person)}&returnTo=/`, portal);
  for (let step = 0; step < MOST_STEPS; step++) {
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie: [...jar.values()].join('; ') } });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      jar.set(pair.slice(0, pair.indexOf('=')), pair);
      if (address.origin === portal) given.push(cookie);
    }
    const location = answer.headers.get('location');
    if (!location) break;
    address = new URL(location, address);
    if (address.origin === portal && address.pathname === '/') return given;
  }
  throw new Error(
    `The portal at ${portal} did not sign ${person} in: it needs the local issuer, and ${address} does not lead back`,
  );
}
