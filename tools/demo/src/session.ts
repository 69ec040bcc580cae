/** Somebody who is signed in to a running portal, and what they ask of it. */
export interface Session {
  name: string;
  ask<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  upload(accessRequest: string, file: EvidenceFile, requirement: string): Promise<void>;
}

/** A file to be sent as evidence. */
export interface EvidenceFile {
  name: string;
  bytes: Buffer;
}

/** What keeps the demo from going on: one line that says what to do. */
export class DemoError extends Error {}

const MOST_REDIRECTS = 10;

/** Signs somebody in by `/login?as=…`, as a browser would, with its cookies. */
export async function signIn(portal: string, person: string): Promise<Session> {
  const cookies = new Map<string, string>();
  let url = new URL(`/login?as=${person}`, portal);
  for (let redirects = 0; ; redirects += 1) {
    const response = await reach(portal, url, { redirect: 'manual', headers: { cookie: cookieHeader(cookies) } });
    keepCookies(cookies, response);
    await response.body?.cancel();
    const location = response.headers.get('location');
    // The callback sends signed-in people on to the console, whose files are of no use here.
    if (!location || url.pathname === '/callback' || redirects === MOST_REDIRECTS) break;
    url = new URL(location, url);
  }
  const session = sessionOf(portal, person, cookies);
  const { viewer } = await session.ask<{ viewer: { name: string } | null }>('{ viewer { name } }');
  if (!viewer) throw new DemoError(`${person} cannot be signed in: the demo needs the local issuer (no OIDC_ISSUER).`);
  return { ...session, name: viewer.name };
}

function sessionOf(portal: string, name: string, cookies: Map<string, string>): Session {
  const { origin } = new URL(portal);
  const headers = { cookie: cookieHeader(cookies), origin };
  return {
    name,
    async ask<Data>(query: string, variables = {}) {
      const response = await reach(portal, new URL('/graphql', portal), {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await response.json()) as { data?: Data; errors?: { message: string }[] };
      if (answer.errors || !answer.data) {
        throw new DemoError(`The portal answered ${response.status}: ${answer.errors?.[0]?.message ?? 'no data'}`);
      }
      return answer.data;
    },
    async upload(accessRequest, file, requirement) {
      const body = new FormData();
      body.append('file', new File([new Uint8Array(file.bytes)], file.name));
      body.append('requirement', requirement);
      const response = await reach(portal, new URL(`/evidence?accessRequest=${accessRequest}`, portal), {
        method: 'POST',
        headers: { ...headers, 'apollo-require-preflight': 'demo' },
        body,
      });
      if (!response.ok) throw new DemoError(`${file.name} was refused: ${await response.text()}`);
      await response.body?.cancel();
    },
  };
}

async function reach(portal: string, url: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch {
    throw new DemoError(
      `No portal answers at ${url.origin}: start it (npx -y pnpm@12 start), or set PORT (${portal}).`,
    );
  }
}

/** Cookies ignore ports, so portal and issuer on this machine share one jar. */
function keepCookies(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    if (value === '' || /max-age=0(;|$)/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }
}

function cookieHeader(cookies: Map<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}
