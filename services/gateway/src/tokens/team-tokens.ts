import { isApiScope, parseAccessToken } from '@portal/domain';
import { hashOfAccessToken } from '@portal/service-kit/identity';
import { CredentialChanges, TrustedLookups } from '@portal/service-kit/lookups';
import { z } from 'zod';
import type { AskedService } from '../access/asked-service.ts';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { Clock } from '../clock.ts';
import type { Endings } from '../connections/session-sockets.ts';
import { logger } from '../logger.ts';
import { tokenFromElsewhere } from '../security-events.ts';
import { type AllowsAddress, allowedAddresses } from './allowed-addresses.ts';

const tokenFacts = z.object({
  hash: z.string(),
  id: z.string(),
  teamId: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  allowedIps: z.array(z.string()),
  expiresAt: z.string(),
});

interface KnownToken extends BearerGrant {
  id: string;
  allows: AllowsAddress;
}

/** How long a token that was looked up is trusted without asking again, while its end would be heard of. */
const TRUSTED_MS = 5_000;
/** So many are asked about in one go. */
const MOST_AT_ONCE = 1_000;
const AGAIN_AFTER_MS = 500;

/** The tokens of teams: credentials keeps them with the teams, and tells of their ends. */
export class TeamTokens implements AsyncDisposable, Endings {
  private readonly endedListeners = new Set<(key: string) => void>();
  private readonly gapListeners = new Set<() => Promise<void>>();
  private readonly lookups = new TrustedLookups<KnownToken>(
    async (key) => (await this.lookUp([key], true)).get(key),
    () => (this.changes.listening ? TRUSTED_MS : 0),
  );
  private readonly changes: CredentialChanges;
  private again: NodeJS.Timeout | undefined;

  constructor(
    private readonly credentials: AskedService,
    private readonly now: Clock,
  ) {
    this.changes = new CredentialChanges({
      what: 'team-tokens',
      credentialsUrl: credentials.url,
      token: () => credentials.token(),
      logger,
      heard: (id) => {
        this.lookups.forgetWhere((known) => known.id === id);
        this.lookAtHeld();
      },
      missed: () => {
        this.lookups.clear();
        this.lookAtHeld();
      },
    });
  }

  /** What a token grants to whom uses it from an address; undefined for one that is not good there. */
  async find(token: string, address: string | undefined): Promise<BearerGrant | undefined> {
    if (!parseAccessToken(token).ok) return undefined;
    const known = await this.lookups.get(hashOfAccessToken(token));
    if (!known || known.expiresAt() <= this.now()) return undefined;
    if (known.allows(address)) return known;
    tokenFromElsewhere(known.id);
    return undefined;
  }

  /** Tokens as credentials has them now; those that are over are told as ended. Does not count as use. */
  async reread(keys: readonly string[]): Promise<Map<string, BearerGrant>> {
    for (const key of keys) this.lookups.forget(key);
    const found = await this.lookUp(keys, false);
    for (const key of keys) {
      if (!found.has(key)) for (const listener of this.endedListeners) listener(key);
    }
    return found;
  }

  onEnded(listener: (key: string) => void): void {
    this.endedListeners.add(listener);
  }

  onGap(listener: () => Promise<void>): void {
    this.gapListeners.add(listener);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.again);
    await this.changes[Symbol.asyncDispose]();
  }

  /** Which of them are held is known to who holds them: they ask, in one question, until they are answered. */
  private lookAtHeld(): void {
    Promise.all([...this.gapListeners].map((listener) => listener())).catch((err) => {
      logger.warn({ err }, 'tokens of teams could not be looked at');
      clearTimeout(this.again);
      this.again = setTimeout(() => this.lookAtHeld(), AGAIN_AFTER_MS);
    });
  }

  private async lookUp(hashes: readonly string[], used: boolean): Promise<Map<string, KnownToken>> {
    const found = new Map<string, KnownToken>();
    for (let from = 0; from < hashes.length; from += MOST_AT_ONCE) {
      const body = { hashes: hashes.slice(from, from + MOST_AT_ONCE), used };
      const answer = await this.credentials.ask('/internal/team-tokens/look-up', { body });
      const { tokens } = z.object({ tokens: z.array(tokenFacts) }).parse(answer);
      for (const facts of tokens) found.set(facts.hash, known(facts));
    }
    return found;
  }
}

function known({ hash, id, teamId, name, scopes, allowedIps, expiresAt }: z.output<typeof tokenFacts>): KnownToken {
  const end = new Date(expiresAt);
  return {
    key: hash,
    id,
    // A program has no account at gov.br: what asks for one of silver is a person's to do.
    caller: {
      kind: 'person',
      id,
      name,
      email: null,
      roles: ['INTEGRATOR'],
      assuranceLevel: 'BRONZE',
      portfolios: null,
      ofTeam: teamId,
    },
    scopes: new Set(scopes.filter(isApiScope)),
    allows: allowedAddresses(allowedIps),
    expiresAt: () => end,
  };
}
