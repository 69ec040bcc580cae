import { type ApiScope, isApiScope } from '@portal/domain';
import { refusalBehind } from '@portal/service-kit/process';
import { RETRY_AFTER_SECONDS } from '@portal/service-kit/serving';
import { type ErrorRequestHandler, type Request, type RequestHandler, type Response, Router } from 'express';
import type { AddressOf } from '../http/client-address.ts';
import { type Listener, originsOf } from '../http/listener.ts';
import { logger } from '../logger.ts';
import {
  ACCESS_TOKEN_SECONDS,
  type AccessClaims,
  type AccessTokens,
  CLIENT_SCOPES,
  PORTAL_AUDIENCE,
} from './access-tokens.ts';
import { type AuthenticatedClient, type AuthenticationParts, authenticateClient } from './client-authentication.ts';
import type { ClientTokens } from './client-tokens.ts';
import { OauthError } from './oauth-error.ts';
import { OauthForm, readForm } from './oauth-form.ts';
import type { ResourceServer, ResourceServers } from './resource-servers.ts';
import { serverMetadata } from './server-metadata.ts';
import type { SigningKeys } from './signing-keys.ts';

/** What the OAuth endpoints stand on. */
export interface OauthParts extends AuthenticationParts {
  keys: SigningKeys;
  tokens: AccessTokens;
  clientTokens: ClientTokens;
  resourceServers: ResourceServers;
  addressOf: AddressOf;
}

/**
 * The authorisation server for systems, at the integrators' listener: RFC 6749 §4.4 (client credentials), 7662 (introspection),
 * 7009 (revocation), 8414 (metadata). Why not by a library for the whole framework: docs/architecture.md. Signing and verifying
 * is jose's.
 */
export function oauthRoutes(listener: Listener, parts: OauthParts): Router {
  const [issuer = ''] = originsOf(listener);
  const router = Router();
  router.get('/.well-known/oauth-authorization-server', (_req, res) => {
    res.set('cache-control', 'public, max-age=300').json(serverMetadata(issuer));
  });
  router.get('/.well-known/jwks.json', async (_req, res) => {
    const { jwks } = await parts.keys.keySet();
    res.type('application/jwk-set+json').set('cache-control', 'public, max-age=300').send(JSON.stringify(jwks));
  });
  router.use('/oauth', neverStored, readForm);
  router.post('/oauth/token', (req, res) => issue(issuer, parts, req, res));
  router.post('/oauth/introspect', (req, res) => introspect(parts, req, res));
  router.post('/oauth/revoke', (req, res) => revoke(issuer, parts, req, res));
  router.all(['/oauth/token', '/oauth/introspect', '/oauth/revoke'], onlyPost);
  router.use('/oauth', refused);
  return router;
}

const onlyPost: RequestHandler = (_req, res) => {
  res.set('allow', 'POST').status(405).json({ error: 'invalid_request', error_description: 'Use POST.' });
};

const neverStored: RequestHandler = (_req, res, next) => {
  res.set({ 'cache-control': 'no-store', pragma: 'no-cache' });
  next();
};

async function issue(issuer: string, parts: OauthParts, req: Request, res: Response): Promise<void> {
  const form = new OauthForm(req);
  const grantType = form.require('grant_type');
  if (grantType !== 'client_credentials') {
    throw new OauthError('unsupported_grant_type', 'Este servidor aceita apenas client_credentials.');
  }
  const { client, provedBy } = await clientOf(form, issuer, parts, req);
  const scopes = scopesAsked(form.get('scope'));
  const audience = audienceAsked(form, issuer, parts.resourceServers);
  const accessToken = await parts.tokens.sign({ issuer, client, audience, scopes, provedBy });
  res.json({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: ACCESS_TOKEN_SECONDS,
    scope: scopes.join(' '),
  });
}

/** RFC 7662: everything that is not a good token for who asks is `active: false`, and nothing more. */
async function introspect(parts: OauthParts, req: Request, res: Response): Promise<void> {
  const form = new OauthForm(req);
  const server = await resourceServerOf(form, parts, req);
  const claims = await parts.tokens.read(form.require('token'));
  const active = claims?.aud === server.audience && (await isActive(claims, parts));
  if (!claims || !active) {
    res.json({ active: false });
    return;
  }
  const { sub } = claims;
  res.json({ active: true, token_type: 'Bearer', client_id: sub, ...claims });
}

/** RFC 7009: of a token that is not good nothing is left to revoke. */
async function revoke(issuer: string, parts: OauthParts, req: Request, res: Response): Promise<void> {
  const form = new OauthForm(req);
  const { client } = await clientOf(form, issuer, parts, req);
  const token = form.require('token');
  const claims = await parts.tokens.read(token);
  if (claims && claims.sub !== client.clientId) {
    throw new OauthError('unauthorized_client', 'Este token foi emitido para outro cliente.');
  }
  if (claims) {
    await parts.tokens.revoke(claims);
    parts.clientTokens.revoked(claims.jti);
  }
  res.status(200).end();
}

function clientOf(form: OauthForm, issuer: string, parts: OauthParts, req: Request): Promise<AuthenticatedClient> {
  const audiences = [issuer, `${issuer}/`, `${issuer}${req.path}`, `${issuer}/oauth/token`];
  return authenticateClient(parts, form.proof(), { address: parts.addressOf(req) ?? '', audiences });
}

async function resourceServerOf(form: OauthForm, parts: OauthParts, req: Request): Promise<ResourceServer> {
  const { guesses, resourceServers, addressOf } = parts;
  const { id, secret } = form.secret() ?? { id: '', secret: '' };
  const attempt = { clientId: id, address: addressOf(req) ?? '', secret };
  const server = await guesses.attempt(attempt, async () => resourceServers.authenticate(id, secret));
  if (!server) throw new OauthError('invalid_client', 'Servidor de recursos desconhecido ou segredo incorreto.');
  return server;
}

/** A token that is bound to a certificate ends with it: after a change, with the overlap. */
async function isActive({ sub, cnf }: AccessClaims, { directory }: OauthParts): Promise<boolean> {
  const client = (await directory.lookUp([sub])).get(sub);
  if (client?.state !== 'ACTIVE') return false;
  const good = [client.certificateSha256, client.previousCertificate?.sha256];
  return cnf === undefined || good.includes(Buffer.from(cnf['x5t#S256'], 'base64url').toString('hex'));
}

function scopesAsked(scope: string | undefined): readonly ApiScope[] {
  if (scope === undefined) return CLIENT_SCOPES;
  const asked = scope.split(' ').filter((one) => one !== '');
  const known = asked.filter(isApiScope).filter((one) => CLIENT_SCOPES.includes(one));
  if (known.length < asked.length || known.length === 0) {
    throw new OauthError('invalid_scope', `Escopos aceitos: ${CLIENT_SCOPES.join(' ')}.`);
  }
  return [...new Set(known)];
}

/** RFC 8707's `resource`, or `audience` as others call it: a registered resource server, or the portal's own API. */
function audienceAsked(form: OauthForm, issuer: string, { audiences }: ResourceServers): string {
  const asked = [form.get('resource'), form.get('audience')].filter((one) => one !== undefined);
  const [target = PORTAL_AUDIENCE, ...others] = new Set(asked.map((one) => (one === issuer ? PORTAL_AUDIENCE : one)));
  if (others.length > 0) throw new OauthError('invalid_target', 'resource e audience pedem destinos diferentes.');
  if (target !== PORTAL_AUDIENCE && !audiences.has(target)) {
    throw new OauthError('invalid_target', 'Nenhum servidor de recursos tem esta audience.');
  }
  return target;
}

const refused: ErrorRequestHandler = (error, req, res, next) => {
  if (refusalBehind(error)) {
    logger.warn({ err: error }, 'a client could not be looked at');
    const words = {
      error: 'temporarily_unavailable',
      error_description: 'Uma parte do Portal nao responde. Tente de novo.',
    };
    res.set('retry-after', String(RETRY_AFTER_SECONDS)).status(503).json(words);
    return;
  }
  const told = error instanceof OauthError ? error : unreadable(error);
  if (!told) return next(error);
  const { status, code, description, retryAfter } = told;
  if (status === 401 && req.headers.authorization !== undefined) {
    res.set('www-authenticate', 'Basic realm="Portal de Servicos", charset="UTF-8"');
  }
  if (retryAfter !== undefined) res.set('retry-after', String(retryAfter));
  res.status(status).json({ error: code, error_description: description });
};

/** A body that is too large or cannot be read. */
function unreadable(error: { status?: unknown }): OauthError | undefined {
  const { status } = error;
  if (typeof status !== 'number' || status >= 500) return undefined;
  return new OauthError('invalid_request', 'O corpo do pedido deve ser um formulario de no maximo 64 kB.');
}
