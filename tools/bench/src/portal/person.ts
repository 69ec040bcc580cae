/** Somebody signed in at the portal's public door. */
export interface BenchPerson {
  origin: string;
  cookie: string;
  ask<Data>(query: string, variables?: object): Promise<Data>;
}

/** Signs one of the local people in. */
export async function signIn(origin: string, name: string): Promise<BenchPerson> {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
  let url = `${origin}/login?as=${name}&returnTo=/healthz`;
  for (let next: string | null = url; next; ) {
    url = new URL(next, url).href;
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: cookie() } });
    for (const line of response.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(key, value);
    }
    next = response.headers.get('location');
  }
  const session = [...jar].find(([key]) => key.includes('portal_session'));
  if (!session) throw new Error(`${name} could not sign in`);
  return personOf(origin, session.join('='));
}

/** Somebody who has a session already. */
export function personOf(origin: string, cookie: string): BenchPerson {
  return { origin, cookie, ask: (query, variables) => ask(origin, cookie, query, variables) };
}

async function ask<Data>(origin: string, cookie: string, query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}
