import type { IncomingMessage } from 'node:http';
import type { Connect, Plugin, ProxyOptions } from 'vite';
import { signInAt } from './sign-in-at.ts';

/** Addresses that a browser goes to and that are no page of a console. */
const DOCUMENTS =
  /^\/(login|callback|logout|graphql|docs|evidence|message-attachments|client|schema\.graphql|llms\.txt)\b/;
/** What vite itself answers where a frontend stands at `/`. */
const VITES_OWN = /^\/(@|src\/|node_modules\/|favicon\.svg|index\.html)/;

/** The door of the running portal that a frontend leans on. */
export interface PortalBehind {
  /** What the frontend is served under. */
  base: string;
  /** Where that door is on one machine, unless PORTAL_URL says otherwise. */
  port: 4000 | 4001;
  /** Who signs in where nobody else is named. */
  person: string;
}

/**
 * `vite dev` against a running portal: whatever is not the frontend's own is the portal's to answer, the
 * WebSocket too. `/login` signs in without leaving the page's origin, as the person of `?as=`.
 */
export function portalBehind({ base, port, person }: PortalBehind): Plugin {
  const portal = new URL(process.env.PORTAL_URL ?? `http://localhost:${port}`).origin;
  return {
    name: 'portal-behind',
    apply: 'serve',
    config() {
      const behind = toPortal(portal, base);
      // vite's own WebSocket comes by the frontend's address: only the graph's is the portal's.
      const proxy = {
        '/graphql': { ...behind, ws: true },
        [base === '/' ? '^/' : `^/(?!${base.slice(1)})`]: behind,
      };
      return { server: { proxy } };
    },
    configureServer(server) {
      server.middlewares.use('/login', signIn(portal, base, person));
      // Where the frontend has an address of its own, `/` would be the portal's.
      if (base !== '/') {
        server.middlewares.use((req, res, next) =>
          req.url === '/' ? res.writeHead(302, { location: base }).end() : next(),
        );
      }
    },
  };
}

function toPortal(portal: string, base: string): ProxyOptions {
  return {
    target: portal,
    changeOrigin: true,
    // The portal takes nothing from a foreign page; to it this one is its own.
    headers: { origin: portal },
    bypass: (req) => (base === '/' && isVites(req) ? req.url : undefined),
    configure(proxy) {
      proxy.on('proxyRes', (answer, req) => {
        if (req.url === '/logout') answer.headers.location = base;
      });
    },
  };
}

function isVites({ url = '/', headers }: IncomingMessage): boolean {
  const page = headers.accept?.includes('text/html') && !DOCUMENTS.test(url);
  return page || VITES_OWN.test(url);
}

function signIn(portal: string, base: string, person: string): Connect.NextHandleFunction {
  return async (req, res) => {
    const { searchParams } = new URL(req.url ?? '/', portal);
    try {
      const cookies = await signInAt(portal, searchParams.get('as') ?? person);
      const returnTo = searchParams.get('returnTo') ?? base;
      // One slash: two would be another host.
      res.writeHead(302, { location: returnTo.replace(/^[/\\]*/, '/'), 'set-cookie': cookies }).end();
    } catch (cause) {
      res.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end(`${(cause as Error).message}\n`);
    }
  };
}
