import { setTimeout as pause } from 'node:timers/promises';
import type { MikroORM } from '@mikro-orm/postgresql';
import {
  ERASED_NAME,
  LIMITS,
  MINISTRY_ROLES,
  type MinistryRole,
  parseEmail,
  parseRoleReason,
  type Role,
} from '@portal/domain';
import {
  arrayLiteral,
  type NotificationListener,
  openNotificationListener,
  type SealedText,
} from '@portal/service-kit/database';
import type { Person } from '@portal/service-kit/identity';
import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { blindEmail, KNOWN_BY, knownForms, opened, ROLE_FACTS } from '../personal-data/emails.ts';
import { rolesSet } from '../security-events.ts';
import { ROLES_CHANGED, type RoleChange, readChanges, type WrittenChange, writeChange } from './role-changes.ts';
import type { RoleBook, RoleFacts } from './roles.ts';

/** Between a reading that failed and the next. */
const READ_AGAIN_MS = 500;

/** Somebody of the Ministry, as administered. */
export interface MinistryPerson {
  /** Null of who is named by the environment alone and has no verified e-mail, and of who was erased. */
  email: string | null;
  /** Null while nobody signed in with that e-mail. */
  name: string | null;
  /** By their accounts; none while nobody signed in. */
  personIds: string[];
  roles: MinistryRole[];
  /** Where they review; null for everywhere. */
  portfolios: string[] | null;
  /** What the environment says: it counts until an ADMIN says something else, save for ADMIN itself. */
  fromEnvironment: MinistryRole[];
  version: number;
  /** The newest first. */
  changes: RoleChange[];
}

/** What is to be of somebody. */
export interface RolesToSet {
  email: string;
  /** The number of the change that was seen last; 0 where there was none. */
  version: number;
  roles: readonly Role[];
  /** The slugs of those where they review; null, or none, for everywhere. Left out by who knows of none: as it is. */
  portfolios?: readonly string[] | null;
  reason: string;
}

/** What somebody may be, and where they review: null for everywhere. */
export interface Standing {
  roles: Role[];
  portfolios: string[] | null;
}

/** Why nothing was changed. */
export interface RoleProblem {
  code: 'INVALID' | 'REQUIRED' | 'STALE_VERSION' | 'NOT_ALLOWED';
  message: string;
  path: string[] | null;
}

/** Who has which role: as the environment says, until an ADMIN says something else of that person. */
export class MinistryRoles implements AsyncDisposable {
  /** By what stands for their e-mail, the newest first. */
  private given = new Map<string, RoleChange[]>();
  private readonly listeners = new Set<() => Promise<void>>();
  private readonly over = new AbortController();
  private notices: NotificationListener | undefined;
  private reading: Promise<void> | undefined;
  private nextReading: Promise<void> | undefined;

  private constructor(
    private readonly orm: MikroORM,
    private readonly environment: RoleBook,
    private readonly now: Clock,
  ) {}

  static async open(orm: MikroORM, databaseUrl: string, environment: RoleBook, now: Clock): Promise<MinistryRoles> {
    const roles = new MinistryRoles(orm, environment, now);
    roles.notices = await openNotificationListener({
      url: databaseUrl,
      channel: ROLES_CHANGED,
      heard: () => void roles.heard(),
      missed: () => roles.changed(),
      logger,
    });
    await roles.read();
    return roles;
  }

  /** False while changes may be missed. */
  get listening(): boolean {
    return this.notices?.listening === true;
  }

  /** What a person is now. Everybody who signed in is an integrator. */
  async of(person: RoleFacts): Promise<Standing> {
    // While nobody tells of changes they are looked for.
    if (!this.listening) await this.read();
    return this.standingOf(person);
  }

  /** Calls `listener` when somebody's roles changed, wherever that happened. */
  onChanged(listener: () => Promise<void>): void {
    this.listeners.add(listener);
  }

  /** Everybody who has a role, or had one, by name. */
  async list(): Promise<MinistryPerson[]> {
    const emails = [...new Set([...this.environment.emails, ...this.saidOf()])];
    const known = await this.peopleKnown(
      `(email_verified and ${KNOWN_BY} = any(?::text[])) or subject_hash = any(?::text[])`,
      [this.formsOf(emails), arrayLiteral(this.environment.subjectHashes)],
    );
    const people = new Map<string, MinistryPerson>();
    for (const person of [...known, ...emails.map((address) => ({ ...namedBy(address), id: null, name: null }))]) {
      const email = person.emailVerified ? (person.email?.toLowerCase() ?? null) : null;
      const key = email ?? person.subjectHash;
      const listed = people.get(key) ?? this.told(email, person, person.name);
      if (person.id) listed.personIds.push(person.id);
      people.set(key, listed);
    }
    const named = new Set([...people.values()].map(({ email }) => email && this.blind(email)));
    for (const [blind, changes] of this.given) if (!named.has(blind)) people.set(blind, erased(changes));
    return [...people.values()].toSorted((one, other) => sortKey(one).localeCompare(sortKey(other), 'pt-BR'));
  }

  /** What each is now of whom an ADMIN said something and who signed in. */
  async ofThoseSet(): Promise<({ personId: string } & Standing)[]> {
    if (this.given.size === 0) return [];
    const people = await this.peopleKnown(
      `(email_verified and ${KNOWN_BY} = any(?::text[])) or former_email is not null`,
      [this.formsOf(this.saidOf())],
    );
    return people.map((person) => ({ personId: person.id, ...this.standingOf(person) }));
  }

  /** Somebody as they are now. */
  async find(email: string): Promise<MinistryPerson | null> {
    const wanted = parseEmail(email);
    if (!wanted.ok) return null;
    const listed = (await this.list()).find((person) => person.email === wanted.value.toLowerCase());
    // Of who was erased and comes back: the next change is numbered after those of before.
    const before = this.givenBy(wanted.value);
    return listed ?? (before ? erased([...before]) : null);
  }

  /** Gives somebody exactly these roles from now on; tells why not. */
  async set(
    by: Person,
    { email: given, version, roles: wanted, reason: why, portfolios: where }: RolesToSet,
  ): Promise<RoleProblem[]> {
    const address = parseEmail(given);
    if (!address.ok) return [{ code: 'INVALID', message: address.message, path: ['email'] }];
    const reason = parseRoleReason(why);
    if (!reason.ok) return [{ code: 'INVALID', message: reason.message, path: ['reason'] }];
    const email = address.value.toLowerCase();
    const roles = MINISTRY_ROLES.filter((role) => wanted.includes(role));
    const portfolios = where === undefined ? await this.boundNow(email, roles) : chosen(where);
    const unbound = portfolios && notBound(roles, portfolios);
    if (unbound) return [{ code: 'INVALID', message: unbound, path: ['portfolios'] }];
    const kept = this.obstacle(by, email, roles);
    if (kept) return [{ code: 'NOT_ALLOWED', message: kept, path: ['roles'] }];
    const change = {
      email,
      number: version + 1,
      roles,
      portfolios,
      reason: reason.value,
      byId: by.id,
      byName: by.name,
    };
    const refused = await this.write(change);
    if (refused) {
      await this.read();
      return [refused];
    }
    rolesSet(by.id, roles);
    await this.changed();
    return [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.over.abort();
    await this.notices?.[Symbol.asyncDispose]();
  }

  /** Where somebody reviews who goes on to; read anew, so that it is of the version that was seen, or of one that makes that stale. */
  private async boundNow(email: string, roles: readonly MinistryRole[]): Promise<string[] | null> {
    if (!roles.includes('REVIEWER')) return null;
    await this.read();
    return (await this.find(email))?.portfolios ?? null;
  }

  private obstacle(by: Person, email: string, roles: readonly MinistryRole[]): string | undefined {
    if (by.email?.toLowerCase() === email)
      return 'Ninguém muda os próprios papéis. Peça a outra pessoa da administração.';
    const holders = [...this.given].filter(([, [newest]]) => newest && newest.roles.length > 0).map(([held]) => held);
    if (roles.length > 0 && !holders.includes(this.blind(email)) && holders.length >= LIMITS.ministryPeople.max) {
      return `Há lugar para ${LIMITS.ministryPeople.max} pessoas com papéis.`;
    }
    if (!roles.includes('ADMIN') && this.environment.rolesOf(namedBy(email)).includes('ADMIN')) {
      return 'Esta pessoa administra pela configuração do Portal, e só lá deixa de administrar.';
    }
    return undefined;
  }

  /** Tells why not: somebody else was faster, or nobody would administer any more. */
  private write(change: Omit<WrittenChange, 'at'>) {
    const { email, number, roles } = change;
    return this.orm.em.fork().transactional(async (em): Promise<RoleProblem | undefined> => {
      // One after the other: two who administer may be taking each other out.
      await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [ROLES_CHANGED]);
      const given = await readChanges(em);
      const [newest] = given.get(this.blind(email)) ?? [];
      if ((newest?.number ?? 0) !== number - 1) return STALE;
      const others = [...given].filter(([blind]) => blind !== this.blind(email)).map(([, [last]]) => last?.roles ?? []);
      const administered = [roles, ...others].some((held) => held.includes('ADMIN'));
      if (!administered && !this.environment.administers) return LAST_ADMIN;
      const written = await writeChange(em, { ...change, at: this.now() });
      return written ? undefined : STALE;
    });
  }

  private standingOf(person: RoleFacts): Standing {
    const roles = this.ministryRolesOf(person);
    const [newest] = this.changesOf(person);
    return {
      roles: ['INTEGRATOR', ...roles],
      portfolios: roles.includes('REVIEWER') ? (newest?.portfolios ?? null) : null,
    };
  }

  /** What was said of them last, and before, by the e-mail of now or by one of before. */
  private changesOf(person: RoleFacts): readonly RoleChange[] {
    const own = this.changesByEmail(person);
    const { formerEmail, formerChange } = person;
    const former = this.givenBy(formerEmail)?.filter(({ number }) => number <= (formerChange ?? 0)) ?? [];
    const [[newest], [newestOfFormer]] = [own, former];
    return newestOfFormer && (!newest || newestOfFormer.at > newest.at) ? former : own;
  }

  private changesByEmail({ email, emailVerified }: RoleFacts): readonly RoleChange[] {
    return (emailVerified && this.givenBy(email)) || [];
  }

  private givenBy(email: string | null | undefined): readonly RoleChange[] | undefined {
    return email ? this.given.get(this.blind(email)) : undefined;
  }

  /** The e-mails by which something was said, of who was not erased. */
  private saidOf(): string[] {
    return [...this.given.values()].flatMap((changes) => changes.find(({ email }) => email !== null)?.email ?? []);
  }

  private blind(email: string): string {
    return blindEmail(this.orm.em, email);
  }

  /** What people are looked for by: their e-mails, and what was said of e-mails that nobody knows any more. */
  private formsOf(emails: readonly string[]): string {
    return arrayLiteral([...knownForms(this.orm.em, emails), ...this.given.keys()]);
  }

  private async peopleKnown(condition: string, values: readonly string[]) {
    const em = this.orm.em.fork();
    const rows = await em.execute<(SealedFacts & { id: string; name: string | null })[]>(
      `select id, name, ${ROLE_FACTS} from people where ${condition} order by last_signed_in_at desc`,
      [...values],
    );
    return rows.map((row) => opened(em, row));
  }

  private ministryRolesOf(person: RoleFacts): MinistryRole[] {
    const environment = this.environment.rolesOf(person);
    const [byEmail] = this.changesByEmail(person);
    const [newest] = this.changesOf(person);
    // By an e-mail of before something may have been taken; it gives nothing to who has it no more.
    return MINISTRY_ROLES.filter(
      (role) =>
        (role === 'ADMIN' && environment.includes(role)) ||
        ((byEmail?.roles ?? environment).includes(role) && (newest?.roles.includes(role) ?? true)),
    );
  }

  private told(email: string | null, person: RoleFacts, name: string | null): MinistryPerson {
    return {
      email,
      name,
      personIds: [],
      roles: this.ministryRolesOf(person),
      portfolios: this.standingOf(person).portfolios,
      fromEnvironment: this.environment.rolesOf(person),
      version: this.changesByEmail(person)[0]?.number ?? 0,
      changes: [...this.changesOf(person)],
    };
  }

  private async changed(): Promise<void> {
    await this.read();
    await Promise.all([...this.listeners].map((listener) => listener()));
  }

  /** Until it is done: nobody tells of a change twice. */
  private async heard(): Promise<void> {
    while (!this.over.signal.aborted) {
      try {
        return await this.changed();
      } catch (err) {
        logger.error({ err }, 'roles that changed are read again');
        await pause(READ_AGAIN_MS, undefined, { signal: this.over.signal }).catch(() => {});
      }
    }
  }

  /** One reading at a time, so that no older one comes last; whoever asks during one shares the next. */
  private read(): Promise<void> {
    if (!this.reading) {
      this.reading = this.readNow().finally(() => {
        this.reading = undefined;
      });
      return this.reading;
    }
    const next = () => {
      this.nextReading = undefined;
      return this.read();
    };
    this.nextReading ??= this.reading.then(next, next);
    return this.nextReading;
  }

  private async readNow(): Promise<void> {
    this.given = await readChanges(this.orm.em.fork());
  }
}

type SealedFacts = Omit<RoleFacts, 'email' | 'formerEmail'> & { email: SealedText; formerEmail: SealedText };

/** Whoever was erased: what was said of them stays, and counts for who comes with the same e-mail. */
function erased(changes: RoleChange[]): MinistryPerson {
  return {
    email: null,
    name: ERASED_NAME,
    personIds: [],
    roles: [],
    portfolios: null,
    fromEnvironment: [],
    version: changes[0]?.number ?? 0,
    changes,
  };
}

const STALE: RoleProblem = {
  code: 'STALE_VERSION',
  message: 'Outra pessoa mudou estes papéis enquanto você trabalhava. Veja como estão agora.',
  path: ['version'],
};

const LAST_ADMIN: RoleProblem = {
  code: 'NOT_ALLOWED',
  message: 'Depois disso ninguém administraria o Portal. Dê antes esse papel a outra pessoa.',
  path: ['roles'],
};

function chosen(portfolios: readonly string[] | null): string[] | null {
  return portfolios && portfolios.length > 0 ? [...new Set(portfolios)].sort() : null;
}

/** Why somebody cannot be bound to these; undefined when they can. */
function notBound(roles: readonly MinistryRole[], portfolios: readonly string[]): string | undefined {
  if (!roles.includes('REVIEWER')) return 'Só quem é analista se vincula a portfólios.';
  const { max } = LIMITS.portfoliosOfPerson;
  return portfolios.length > max ? `Escolha no máximo ${max} portfólios, ou nenhum para todos.` : undefined;
}

/** Whoever signs in with this e-mail, verified. */
function namedBy(email: string): RoleFacts {
  return { email, emailVerified: true, subjectHash: '' };
}

function sortKey({ name, email }: MinistryPerson): string {
  return name ?? email ?? '';
}
