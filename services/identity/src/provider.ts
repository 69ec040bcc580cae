import { Provider } from 'oidc-provider';
import type { IdentityConfig } from './config.ts';
import type { IssuerKeys } from './keys.ts';
import { MemoryAdapter } from './memory-adapter.ts';
import { personOfSubject } from './people.ts';
import { errorPage, PAGE_HEADERS } from './sign-in-page.ts';

const SIGN_IN_SECONDS = 600;

/** An OpenID Connect issuer that asks nobody for a password; the interaction pages stand in front of it. */
export function createProvider(issuer: string, port: number, client: IdentityConfig['client'], keys: IssuerKeys) {
  return new Provider(issuer, {
    adapter: MemoryAdapter,
    jwks: keys.jwks,
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: client.redirectUris,
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    // Claims under `openid`: those of `profile` would be missing from the ID token.
    claims: { openid: ['sub', 'name', 'email', 'email_verified', 'assurance'] },
    scopes: ['openid'],
    findAccount: (_ctx, sub) => {
      const person = personOfSubject(sub);
      if (!person) return undefined;
      const { name, email, assurance } = person;
      return { accountId: sub, claims: () => ({ sub, name, email, email_verified: true, assurance }) };
    },
    // Nobody is asked for consent: everything that was asked for is granted.
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client?.clientId,
        accountId: ctx.oidc.session?.accountId,
      });
      grant.addOIDCScope('openid');
      await grant.save();
      return grant;
    },
    features: { devInteractions: { enabled: false }, userinfo: { enabled: false } },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    cookies: {
      keys: keys.cookies,
      // Cookies ignore ports, and two portals may run side by side.
      names: {
        session: `identity_session_${port}`,
        interaction: `identity_interaction_${port}`,
        resume: `identity_resume_${port}`,
      },
      // A session that is never sent back: every sign-in is fresh, else bruno's hint would sign in ana again.
      long: { path: '/never-sent', signed: true },
      short: { signed: true },
    },
    ttl: {
      AccessToken: SIGN_IN_SECONDS,
      AuthorizationCode: 60,
      Grant: SIGN_IN_SECONDS,
      IdToken: SIGN_IN_SECONDS,
      Interaction: SIGN_IN_SECONDS,
      Session: SIGN_IN_SECONDS,
    },
    renderError: (ctx) => {
      ctx.set(PAGE_HEADERS);
      ctx.body = errorPage();
    },
  });
}
