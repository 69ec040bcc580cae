import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { LIMITS } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit/database';
import type { Person } from '@portal/service-kit/identity';
import { forbidden, secondFactorRequired } from '@portal/service-kit/serving';
import type { Clock } from '../clock.ts';
import { SECOND_FACTOR_MS } from '../sessions/session-lifetime.ts';
import type { SessionBehind, Sessions } from '../sessions/sessions.ts';
import { type NotedAct, noteKeyAct } from './key-acts.ts';
import type { RelyingParty } from './relying-party.ts';
import { forgetProofs, resetKeys } from './reset-keys.ts';

/** A key as its person sees it. */
export interface SecurityKey {
  keyId: string;
  name: string;
  createdAt: Date;
  /** Null while it was not used to confirm anything. */
  lastUsedAt: Date | null;
}

/** A key as it is verified. */
export interface KeyRow extends SecurityKey {
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  transports: string[];
}

/** How things stand for who administrates, in the session in which they ask. */
export interface SecondFactor {
  keys: SecurityKey[];
  /** Whether acts of who administrates wait for it here. */
  required: boolean;
  /** Null where it was not proved within the last minutes. */
  confirmedUntil: Date | null;
  /** To register a first key one has to have signed in just now, asked by the issuer. */
  mustSignInAgain: boolean;
}

/** Why nothing was changed. */
export interface KeyProblem {
  code: 'INVALID' | 'REQUIRED' | 'NOT_FOUND' | 'NOT_ALLOWED' | 'DUPLICATE' | 'EXPIRED';
  message: string;
  path: string[] | null;
}

/** What keys are kept with. */
export interface SecurityKeyParts {
  orm: MikroORM;
  sessions: Sessions;
  party: RelyingParty;
  required: boolean;
  now: Clock;
  /** Told after each act that was noted. */
  noted: () => void;
}

/** The security keys of who administrates: FIDO2, each for the reviewers' console alone. */
export class SecurityKeys {
  constructor(readonly parts: SecurityKeyParts) {}

  /** How things stand for somebody. */
  async of(person: Person): Promise<SecondFactor> {
    const session = this.sessionOf(person);
    const { orm, sessions, required } = this.parts;
    const rows = await this.rowsOf(orm.em.fork(), person.id);
    const confirmedAt = await sessions.secondFactorAt(session.key);
    const until = confirmedAt && new Date(confirmedAt.getTime() + SECOND_FACTOR_MS);
    return {
      keys: rows.map(({ keyId, name, createdAt, lastUsedAt }) => ({ keyId, name, createdAt, lastUsedAt })),
      required,
      confirmedUntil: until && until > this.parts.now() ? until : null,
      mustSignInAgain: rows.length === 0 && !this.signedInJustNow(session),
    };
  }

  /** How many keys each of these people has. */
  async count(personIds: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.parts.orm.em.fork().execute<{ personId: string; count: number }[]>(
      `select person_id as "personId", count(*)::int as count from security_keys
       where person_id = any(?::uuid[]) and rp_id = ? group by person_id`,
      [arrayLiteral(personIds), this.parts.party.id],
    );
    return new Map(rows.map(({ personId, count }) => [personId, count]));
  }

  /** Takes a key away, by who proved just now that it is them; the last one only where they say so. */
  async remove(person: Person, keyId: string, evenLast: boolean): Promise<KeyProblem[]> {
    const session = this.sessionOf(person);
    return this.changing(person.id, async (em) => {
      const rows = await this.rowsOf(em, person.id);
      const key = rows.find((row) => row.keyId === keyId);
      if (!key) return [NO_SUCH_KEY];
      await this.requireProof(em, session);
      if (rows.length === 1 && !evenLast) return [LAST_KEY];
      await em.execute('delete from security_keys where id = ?', [keyId]);
      await forgetProofs(em, [person.id]);
      await this.note(em, { personId: person.id, byId: person.id, act: 'removeSecurityKey', detail: { key: keyId } });
      return [];
    });
  }

  /** Takes all keys away from others, who lost theirs. */
  async reset(by: Person, personIds: readonly string[]): Promise<KeyProblem[]> {
    const { orm, now, noted } = this.parts;
    const people = await resetKeys(orm.em, { personIds, byId: by.id, at: now() });
    noted();
    return people > 0 ? [] : [NO_KEYS];
  }

  /** A person's keys, the oldest first; of another host there are none. */
  async rowsOf(em: EntityManager, personId: string): Promise<KeyRow[]> {
    const rows = await em.execute<
      (Omit<KeyRow, 'createdAt' | 'lastUsedAt'> & Record<'createdAt' | 'lastUsedAt', string>)[]
    >(
      `select id as "keyId", name, created_at as "createdAt", last_used_at as "lastUsedAt", credential_id as "credentialId",
         public_key as "publicKey", transports
       from security_keys where person_id = ? and rp_id = ? order by id`,
      [personId, this.parts.party.id],
    );
    return rows.map(
      ({ createdAt, lastUsedAt, ...row }) =>
        ({
          ...row,
          createdAt: new Date(createdAt),
          lastUsedAt: lastUsedAt && new Date(lastUsedAt),
        }) as KeyRow,
    );
  }

  /** Changes somebody's keys, one change after the other. */
  async changing<Result>(personId: string, change: (em: EntityManager) => Promise<Result>): Promise<Result> {
    const { orm, noted } = this.parts;
    const result = await orm.em.fork().transactional(async (em) => {
      await em.execute('select 1 from people where id = ? for update', [personId]);
      return change(em);
    });
    noted();
    return result;
  }

  /** Why somebody with these keys may not register one now. By who has none it is asked that the issuer asked them just now. */
  async obstacle(em: EntityManager, session: SessionBehind, keys: readonly KeyRow[]): Promise<KeyProblem | undefined> {
    if (keys.length >= LIMITS.securityKeys.max) return TOO_MANY;
    if (keys.length > 0) await this.requireProof(em, session);
    else if (!this.signedInJustNow(session)) return SIGN_IN_AGAIN;
    return undefined;
  }

  /** The browser's session by which a person asks. */
  sessionOf(person: Person): SessionBehind {
    const session = this.parts.sessions.behind(person);
    if (!session) throw forbidden();
    return session;
  }

  /** Notes that it was proved in a session that it is its person. */
  async proved(em: EntityManager, { key }: SessionBehind): Promise<void> {
    await em.execute('update sessions set second_factor_at = ? where id_hash = ?', [this.parts.now(), key]);
  }

  /** Notes what was done, or tried, with somebody's keys. */
  note(em: EntityManager, act: Omit<NotedAct, 'at'>): Promise<void> {
    return noteKeyAct(em, { ...act, at: this.parts.now() });
  }

  /** In a transaction: a key that is being taken away proves nothing any more. */
  private async requireProof(em: EntityManager, { key }: SessionBehind): Promise<void> {
    const after = new Date(this.parts.now().getTime() - SECOND_FACTOR_MS);
    const good = await em.execute<object[]>('select 1 from sessions where id_hash = ? and second_factor_at > ?', [
      key,
      after,
    ]);
    if (good.length === 0) throw secondFactorRequired();
  }

  private signedInJustNow({ createdAt, askedAnew }: SessionBehind): boolean {
    return askedAnew && this.parts.now().getTime() - createdAt.getTime() < SECOND_FACTOR_MS;
  }
}

const NO_SUCH_KEY: KeyProblem = { code: 'NOT_FOUND', message: 'Não encontramos esta chave.', path: ['id'] };
const NO_KEYS: KeyProblem = {
  code: 'NOT_FOUND',
  message: 'Esta pessoa não tem chaves de segurança cadastradas.',
  path: ['email'],
};
const LAST_KEY: KeyProblem = {
  code: 'NOT_ALLOWED',
  message: 'Esta é a sua última chave. Cadastre outra antes, ou confirme que quer ficar sem nenhuma.',
  path: ['evenLast'],
};
const TOO_MANY: KeyProblem = {
  code: 'NOT_ALLOWED',
  message: `Você já tem ${LIMITS.securityKeys.max} chaves. Remova uma que não usa mais.`,
  path: null,
};
const SIGN_IN_AGAIN: KeyProblem = {
  code: 'NOT_ALLOWED',
  message:
    'Para cadastrar a primeira chave, entre de novo: o gov.br precisa ter confirmado nos últimos 10 minutos que é você.',
  path: null,
};
