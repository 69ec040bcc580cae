import { CLIENT_SCOPES } from './access-tokens.ts';
import { ASSERTION_ALGORITHMS } from './client-authentication.ts';

const SECRET_METHODS = ['client_secret_basic', 'client_secret_post'];
const CLIENT_METHODS = [...SECRET_METHODS, 'private_key_jwt'];

/** What the authorisation server says of itself, by RFC 8414. */
export function serverMetadata(issuer: string): Record<string, unknown> {
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    jwks_uri: `${issuer}/.well-known/jwks.json`,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    revocation_endpoint: `${issuer}/oauth/revoke`,
    // There is no authorisation endpoint: nobody is asked for consent.
    response_types_supported: [],
    grant_types_supported: ['client_credentials'],
    scopes_supported: CLIENT_SCOPES,
    token_endpoint_auth_methods_supported: CLIENT_METHODS,
    token_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    introspection_endpoint_auth_methods_supported: SECRET_METHODS,
    revocation_endpoint_auth_methods_supported: CLIENT_METHODS,
    revocation_endpoint_auth_signing_alg_values_supported: ASSERTION_ALGORITHMS,
    ui_locales_supported: ['pt-BR'],
  };
}
