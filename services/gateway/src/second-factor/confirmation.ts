import type { Person } from '@portal/service-kit/identity';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  verifyAuthenticationResponse,
} from '@simplewebauthn/server';
import { logger } from '../logger.ts';
import type { SessionBehind } from '../sessions/sessions.ts';
import { CHALLENGE_MS, type Challenges } from './challenges.ts';
import { readResponse } from './key-response.ts';
import type { Begun } from './registration.ts';
import type { KeyProblem, KeyRow, SecurityKeys } from './security-keys.ts';

/** Why a key was not believed. */
type Doubt = 'CHALLENGE' | 'UNKNOWN_KEY' | 'NOT_VERIFIED' | 'COUNTER';

/** Proving by a key that it is its person who acts, for a session and some minutes. */
export class Confirmation {
  constructor(
    private readonly keys: SecurityKeys,
    private readonly challenges: Challenges,
  ) {}

  /** What the browser is asked for; NOT_FOUND for who has no key. */
  async begin(person: Person): Promise<Begun> {
    const session = this.keys.sessionOf(person);
    const { orm, party } = this.keys.parts;
    const rows = await this.keys.rowsOf(orm.em.fork(), person.id);
    if (rows.length === 0) return { problems: [NO_KEY] };
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      challenge: await this.challenges.begin(session.key, 'CONFIRM'),
      timeout: CHALLENGE_MS,
      userVerification: 'required',
      allowCredentials: rows.map(({ credentialId: id, transports }) => ({ id, transports })),
    });
    return { options: JSON.stringify(options) };
  }

  /** Believes the answer of a key of theirs, once; what is not believed is noted. */
  async finish(person: Person, given: string): Promise<KeyProblem[]> {
    const session = this.keys.sessionOf(person);
    const doubt = await this.doubtOf(person, session, given);
    if (!doubt) return [];
    const { orm, noted } = this.keys.parts;
    await this.keys.note(orm.em.fork(), {
      personId: person.id,
      byId: person.id,
      act: doubt === 'COUNTER' ? 'refuseCopiedSecurityKey' : 'refuseSecurityKey',
      detail: { why: doubt },
    });
    noted();
    return [DOUBTS[doubt]];
  }

  private async doubtOf(person: Person, session: SessionBehind, given: string): Promise<Doubt | undefined> {
    const { orm } = this.keys.parts;
    const response = readResponse(given) as AuthenticationResponseJSON | undefined;
    if (!response) return 'NOT_VERIFIED';
    const key = (await this.keys.rowsOf(orm.em.fork(), person.id)).find((row) => row.credentialId === response.id);
    if (!key) return 'UNKNOWN_KEY';
    const verified = await this.verified(response, key, session);
    if (typeof verified === 'string') return verified;
    return orm.em.fork().transactional(async (em) => {
      // In one statement: of two answers with one count the second is of a copy.
      const counted = await em.execute<object[]>(
        `update security_keys set sign_count = ?, last_used_at = ?
         where id = ? and (sign_count < ? or (sign_count = 0 and ? = 0)) returning id`,
        [verified.count, this.keys.parts.now(), key.keyId, verified.count, verified.count],
      );
      if (counted.length === 0) return 'COUNTER' as const;
      await this.keys.proved(em, session);
      return undefined;
    });
  }

  private async verified(
    response: AuthenticationResponseJSON,
    { credentialId: id, publicKey }: KeyRow,
    session: SessionBehind,
  ): Promise<{ count: number } | Doubt> {
    const { party } = this.keys.parts;
    let used = false;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response,
        expectedChallenge: async (challenge) => {
          used = await this.challenges.useUp(challenge, session.key, 'CONFIRM');
          return used;
        },
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        // The count is held against the one that is kept as it is written, for two may come at once.
        credential: { id, publicKey: new Uint8Array(publicKey), counter: 0 },
        requireUserVerification: true,
      });
      return verified ? { count: authenticationInfo.newCounter } : 'NOT_VERIFIED';
    } catch (err) {
      if (!used) return 'CHALLENGE';
      logger.warn({ err }, 'a security key was not believed');
      return 'NOT_VERIFIED';
    }
  }
}

const NO_KEY: KeyProblem = {
  code: 'NOT_FOUND',
  message: 'Você ainda não tem uma chave de segurança cadastrada.',
  path: null,
};

const DOUBTS: Readonly<Record<Doubt, KeyProblem>> = {
  CHALLENGE: {
    code: 'EXPIRED',
    message: 'A confirmação demorou demais ou já foi usada. Tente de novo.',
    path: ['response'],
  },
  UNKNOWN_KEY: {
    code: 'NOT_ALLOWED',
    message: 'Esta chave não está cadastrada para você. Use outra.',
    path: ['response'],
  },
  NOT_VERIFIED: {
    code: 'NOT_ALLOWED',
    message: 'A resposta da chave não confere. Tente de novo.',
    path: ['response'],
  },
  COUNTER: {
    code: 'NOT_ALLOWED',
    message:
      'A chave foi recusada: o contador dela voltou, como o de uma cópia. Use outra chave, remova esta e avise quem cuida da segurança.',
    path: ['response'],
  },
};
