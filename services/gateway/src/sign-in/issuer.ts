import * as openid from 'openid-client';
import type { OidcConfig } from '../config.ts';
import type { Identity } from '../sessions/sessions.ts';
import { askedAnew } from './asked-anew.ts';
import { assuranceLevelOf } from './assurance-level.ts';
import { personName } from './person-name.ts';

/** What a sign-in that is under way must remember until its callback. */
export interface SignInSecrets {
  state: string;
  nonce: string;
  verifier: string;
  /** Since when the issuer is to ask anew whom it knows, too; absent where it need not. */
  anewSince?: number | undefined;
}

const ANSWER_WITHIN_SECONDS = 10;

/** The OpenID Connect issuer where people sign in: gov.br, or the local one. */
export class Issuer {
  private discovered: Promise<openid.Configuration> | undefined;

  constructor(private readonly config: OidcConfig) {}

  /** The address that signs somebody in, and what to remember for its callback; `again` has the issuer ask whom it knows, too. */
  async begin(
    redirectUri: string,
    { hint, again }: { hint?: string | undefined; again: boolean },
  ): Promise<{ url: URL; secrets: SignInSecrets }> {
    const secrets = {
      state: openid.randomState(),
      nonce: openid.randomNonce(),
      verifier: openid.randomPKCECodeVerifier(),
      ...(again && { anewSince: Date.now() }),
    };
    const url = openid.buildAuthorizationUrl(await this.configuration(), {
      redirect_uri: redirectUri,
      scope: this.config.local ? 'openid' : 'openid email profile',
      state: secrets.state,
      nonce: secrets.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(secrets.verifier),
      code_challenge_method: 'S256',
      ...(hint && { login_hint: hint }),
      // By the second the issuer has to tell when it did.
      ...(again && { prompt: 'login', max_age: '0' }),
    });
    return { url, secrets };
  }

  /** Trades the callback's code for who signed in. The tokens end here. */
  async finish(callbackUrl: URL, { state, nonce, verifier, anewSince }: SignInSecrets): Promise<Identity> {
    const tokens = await openid.authorizationCodeGrant(await this.configuration(), callbackUrl, {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the issuer sent no ID token');
    const { sub, name, email, email_verified: emailVerified, auth_time: authTime } = claims;
    return {
      // As configured: the lists of reviewers are read by it.
      issuer: this.config.issuer,
      subject: sub,
      name: personName(name),
      email: typeof email === 'string' ? email : null,
      emailVerified: emailVerified === true || emailVerified === 'true',
      level: assuranceLevelOf(claims, this.config.levelClaim),
      askedAnew: askedAnew(authTime, anewSince),
    };
  }

  /** Whether it answers now, whatever it said of itself before. */
  async answers(signal: AbortSignal): Promise<boolean> {
    const address = `${this.config.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    try {
      const answer = await fetch(address, { signal });
      await answer.body?.cancel();
      return answer.ok;
    } catch {
      return false;
    }
  }

  /** Where the issuer's own session ends, if it says so. */
  async endSessionUrl(returnTo: string): Promise<string | undefined> {
    if (this.config.local) return undefined;
    const configuration = await this.configuration();
    if (!configuration.serverMetadata().end_session_endpoint) return undefined;
    return openid.buildEndSessionUrl(configuration, { post_logout_redirect_uri: returnTo }).href;
  }

  /** Asked for when it is first needed, and again after a failure: the gateway may start before the issuer. */
  private configuration(): Promise<openid.Configuration> {
    this.discovered ??= this.discover().catch((error) => {
      this.discovered = undefined;
      throw error;
    });
    return this.discovered;
  }

  private discover(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.config;
    const insecure = issuer.startsWith('http:');
    return openid.discovery(new URL(issuer), clientId, clientSecret, openid.ClientSecretBasic(clientSecret), {
      timeout: ANSWER_WITHIN_SECONDS,
      ...(insecure && { execute: [openid.allowInsecureRequests] }),
    });
  }
}
