import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { isHttps, type Listener, originsOf } from '../http/listener.ts';

const SELF = "'self'";

/** What a page needs beyond the consoles. */
interface PageNeeds {
  inlineStyles?: boolean;
  /** Its libraries write HTML themselves. */
  writesHtml?: boolean;
  workers?: string[];
  /** Another origin, whose scripts, styles and answers it uses: where its console comes from. */
  elsewhere?: string | undefined;
}

/** No page: what a page loads, and answers of the graph. GraphiQL, which shares its address, sets its own. */
const NO_PAGE = /^\/((integrator\/|reviewer\/)?(assets\/|mf-manifest\.json$|remoteEntry\.js$)|console\.json$|graphql$)/;

/** Enough for what is no page, of which a first view has forty; a worker is held by what came with its script. */
const NO_PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none';script-src 'self';connect-src 'self';base-uri 'none';frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

/** What no page of the portal uses, nor may a script that got into one; every name is one that browsers know. */
const PERMISSIONS = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

/** The headers of every answer at a listener; `remote` is the address of its console's manifest. */
export function securityHeaders(listener: Listener, issuer: string, remote: string): RequestHandler {
  const elsewhere = URL.canParse(remote) ? new URL(remote).origin : undefined;
  const ofPages = pageHeaders(listener, issuer, { elsewhere });
  return (req, res, next) => {
    if (!NO_PAGE.test(req.path)) return ofPages(req, res, next);
    res.set(NO_PAGE_HEADERS);
    next();
  };
}

/**
 * The headers of a page: scripts and styles of the portal alone, no frame around it, no referrer to elsewhere. The issuer is
 * where the sign-out form may end up.
 */
export function pageHeaders(listener: Listener, issuer: string, needs: PageNeeds = {}): RequestHandler {
  const secure = isHttps(listener);
  const sockets = originsOf(listener).map((origin) => origin.replace(/^http/, 'ws'));
  const sources = needs.elsewhere ? [SELF, needs.elsewhere] : [SELF];
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': sources,
        'style-src': needs.inlineStyles ? [SELF, "'unsafe-inline'"] : sources,
        'img-src': [...sources, 'data:', 'blob:'],
        'font-src': [...sources, 'data:'],
        // Not every browser counts the WebSocket of the same host as 'self'.
        'connect-src': [...sources, ...sockets],
        'worker-src': [SELF, ...(needs.workers ?? [])],
        'manifest-src': [SELF],
        'form-action': [SELF, new URL(issuer).origin],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        // No text becomes HTML or a script; the policy `default` is packages/console/src/trusted-workers.ts.
        ...(!needs.writesHtml && { 'require-trusted-types-for': ["'script'"], 'trusted-types': ['default'] }),
        ...(secure && { 'upgrade-insecure-requests': [] }),
      },
    },
    // On every answer of the listener, and not on pages alone.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Over plain http, as on one machine, browsers ignore it with a warning.
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: secure,
  });
  return (req, res, next) => {
    res.set('permissions-policy', PERMISSIONS);
    headers(req, res, next);
  };
}
