/** So long before its end a token is renewed: nothing that is under way meets it. */
const RENEWED_BEFORE_MS = 60_000;

/** One token for many calls, renewed before its end; those who ask at once share one request. */
export class AccessToken {
  private readonly ask: () => Promise<string>;
  private readonly now: () => number;
  private current: Promise<string> | undefined;
  private endsAt = 0;

  constructor(ask: () => Promise<string>, now: () => number) {
    this.ask = ask;
    this.now = now;
  }

  get(): Promise<string> {
    if (!this.current || this.now() >= this.endsAt - RENEWED_BEFORE_MS) this.renew();
    return this.current as Promise<string>;
  }

  /** It was refused: the next who asks gets another one, unless that was done meanwhile. */
  async refused(token: string): Promise<void> {
    if ((await this.current?.catch(() => undefined)) === token) this.current = undefined;
  }

  private renew(): void {
    this.endsAt = Number.POSITIVE_INFINITY;
    const asked = this.ask();
    this.current = asked;
    asked.then(
      (token) => {
        this.endsAt = endOf(token);
      },
      () => {
        if (this.current === asked) this.current = undefined;
      },
    );
  }
}

/** By the token's own word: `expires_in` is in milliseconds at the RNDS and in seconds elsewhere. */
function endOf(token: string): number {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { exp: number };
  return claims.exp * 1_000;
}
