import { type Audience, type Caller, type SigningKey, signInternalToken } from '@portal/service-kit/identity';

/** A token is good for 60 s; it is used for so long, and has the rest to arrive. */
const REUSED_MS = 20_000;

interface Signed {
  token: Promise<string>;
  until: number;
}

/** Signs a caller's token once for each audience and a while, not once a request. */
export class InternalTokens {
  private readonly signed = new WeakMap<Caller, Partial<Record<Audience, Signed>>>();

  constructor(private readonly key: SigningKey) {}

  for(caller: Caller, audience: Audience): Promise<string> {
    const ofCaller = this.signed.get(caller) ?? {};
    this.signed.set(caller, ofCaller);
    const known = ofCaller[audience];
    if (known && performance.now() < known.until) return known.token;
    const token = signInternalToken(this.key, audience, caller);
    ofCaller[audience] = { token, until: performance.now() + REUSED_MS };
    return token;
  }
}
