import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { type Door, originsOf } from '../origin/door.ts';

const SELF = "'self'";

/** What a page needs beyond the consoles. */
interface PageNeeds {
  inlineStyles?: boolean;
  workers?: string[];
}

/** Below these no address has a page. */
const ASSET = /^\/(integrator\/|reviewer\/)?assets\//;

/** Enough for a script, a style or a font, of which a first view has thirty; a worker is held by what came with its script. */
const ASSET_HEADERS = {
  'content-security-policy': "default-src 'none';script-src 'self';connect-src 'self'",
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * The headers of every answer at a door: scripts and styles of the portal alone, no frame around it, no referrer to
 * elsewhere. The issuer is where the sign-out form may end up.
 */
export function securityHeaders(door: Door, issuer: string, needs: PageNeeds = {}): RequestHandler {
  const secure = door.publicOrigin?.startsWith('https:') ?? false;
  const sockets = originsOf(door).map((origin) => origin.replace(/^http/, 'ws'));
  const ofPages = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': [SELF],
        'style-src': needs.inlineStyles ? [SELF, "'unsafe-inline'"] : [SELF],
        'img-src': [SELF, 'data:', 'blob:'],
        'font-src': [SELF, 'data:'],
        // Not every browser counts the WebSocket of the same host as 'self'.
        'connect-src': [SELF, ...sockets],
        'worker-src': [SELF, ...(needs.workers ?? [])],
        'manifest-src': [SELF],
        'form-action': [SELF, new URL(issuer).origin],
        'frame-ancestors': ["'none'"],
        'base-uri': ["'none'"],
        ...(secure && { 'upgrade-insecure-requests': [] }),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    // Over plain http, as on one machine, browsers ignore it with a warning.
    crossOriginOpenerPolicy: secure ? { policy: 'same-origin' } : false,
    originAgentCluster: secure,
  });
  return (req, res, next) => {
    if (!ASSET.test(req.path)) return ofPages(req, res, next);
    res.set(ASSET_HEADERS);
    next();
  };
}
