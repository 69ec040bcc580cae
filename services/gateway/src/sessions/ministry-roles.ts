import type { MikroORM } from '@mikro-orm/postgresql';
import { LIMITS, MINISTRY_ROLES, type MinistryRole, parseEmail, parseRoleReason, type Role } from '@portal/domain';
import { type NotificationListener, openNotificationListener } from '@portal/service-kit/database';
import type { Person } from '@portal/service-kit/identity';
import type { Clock } from '../clock.ts';
import { logger } from '../logger.ts';
import { rolesSet } from '../security-events.ts';
import type { RoleBook, RoleFacts } from './roles.ts';

/** PostgreSQL's channel on which gateways tell each other that somebody's roles changed. */
const CHANNEL = 'ministry_roles_changed';

/** Roles that an ADMIN gave somebody, and why. */
export interface RoleChange {
  email: string;
  /** Counts the changes of one person, from 1. */
  number: number;
  roles: MinistryRole[];
  reason: string;
  at: Date;
  byId: string;
  byName: string;
}

/** Somebody of the Ministry, as administered. */
export interface MinistryPerson {
  /** Null of who is named by the environment alone and has no verified e-mail. */
  email: string | null;
  /** Null while nobody signed in with that e-mail. */
  name: string | null;
  roles: MinistryRole[];
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
  reason: string;
}

/** Why nothing was changed. */
export interface RoleProblem {
  code: 'INVALID' | 'REQUIRED' | 'STALE_VERSION' | 'NOT_ALLOWED';
  message: string;
  path: string[] | null;
}

/** Who has which role: as the environment says, until an ADMIN says something else of that person. */
export class MinistryRoles implements AsyncDisposable {
  private given = new Map<string, RoleChange[]>();
  private readonly listeners = new Set<() => Promise<void>>();
  private notices: NotificationListener | undefined;

  private constructor(
    private readonly orm: MikroORM,
    private readonly environment: RoleBook,
    private readonly now: Clock,
  ) {}

  static async open(orm: MikroORM, databaseUrl: string, environment: RoleBook, now: Clock): Promise<MinistryRoles> {
    const roles = new MinistryRoles(orm, environment, now);
    const changed = () => roles.changed();
    roles.notices = await openNotificationListener({
      url: databaseUrl,
      channel: CHANNEL,
      heard: () => void changed().catch((err) => logger.error({ err }, 'roles that changed could not be read')),
      missed: changed,
      logger,
    });
    await roles.read();
    return roles;
  }

  /** A person's roles now. Everybody who signed in is an integrator. */
  async of(person: RoleFacts): Promise<Role[]> {
    // While nobody tells of changes they are looked for.
    if (!this.notices?.listening) await this.read();
    return ['INTEGRATOR', ...this.ministryRolesOf(person)];
  }

  /** Calls `listener` when somebody's roles changed, wherever that happened. */
  onChanged(listener: () => Promise<void>): void {
    this.listeners.add(listener);
  }

  /** Everybody who has a role, or had one, by name. */
  async list(): Promise<MinistryPerson[]> {
    const emails = [...new Set([...this.environment.emails, ...this.given.keys()])];
    const known = await this.orm.em.fork().execute<(RoleFacts & { name: string | null })[]>(
      `select subject_hash as "subjectHash", name, email, email_verified as "emailVerified" from people
       where (email_verified and lower(email) = any(?::text[])) or subject_hash = any(?::text[])
       order by last_signed_in_at desc`,
      [asArray(emails), asArray(this.environment.subjectHashes)],
    );
    const people = new Map<string, MinistryPerson>();
    for (const person of [...known, ...emails.map((address) => ({ ...namedBy(address), name: null }))]) {
      const email = person.emailVerified ? (person.email?.toLowerCase() ?? null) : null;
      const key = email ?? person.subjectHash;
      if (!people.has(key)) people.set(key, this.told(email, person, person.name));
    }
    return [...people.values()].toSorted((one, other) => sortKey(one).localeCompare(sortKey(other), 'pt-BR'));
  }

  /** Somebody as they are now. */
  async find(email: string): Promise<MinistryPerson | null> {
    const wanted = email.toLowerCase();
    return (await this.list()).find((person) => person.email === wanted) ?? null;
  }

  /** Gives somebody exactly these roles from now on; tells why not. */
  async set(by: Person, { email: given, version, roles: wanted, reason: why }: RolesToSet): Promise<RoleProblem[]> {
    const address = parseEmail(given);
    if (!address.ok) return [{ code: 'INVALID', message: address.message, path: ['email'] }];
    const reason = parseRoleReason(why);
    if (!reason.ok) return [{ code: 'INVALID', message: reason.message, path: ['reason'] }];
    const email = address.value.toLowerCase();
    const roles = MINISTRY_ROLES.filter((role) => wanted.includes(role));
    const kept = this.obstacle(by, email, roles);
    if (kept) return [{ code: 'NOT_ALLOWED', message: kept, path: ['roles'] }];
    const change = { email, number: version + 1, roles, reason: reason.value, byId: by.id, byName: by.name };
    if (!(await this.write(change))) {
      await this.read();
      return [STALE];
    }
    rolesSet(by.id, roles);
    await this.changed();
    return [];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.notices?.[Symbol.asyncDispose]();
  }

  private obstacle(by: Person, email: string, roles: readonly MinistryRole[]): string | undefined {
    if (!this.given.has(email) && this.given.size >= LIMITS.ministryPeople.max) {
      return `Há lugar para ${LIMITS.ministryPeople.max} pessoas.`;
    }
    if (roles.includes('ADMIN')) return undefined;
    if (this.environment.rolesOf(namedBy(email)).includes('ADMIN')) {
      return 'Esta pessoa administra pela configuração do Portal, e só lá deixa de administrar.';
    }
    if (by.email?.toLowerCase() === email) return 'Outra pessoa da administração precisa tirar o seu papel.';
    return undefined;
  }

  /** False where somebody else was faster: the version that was seen is not the newest. */
  private async write({ email, number, roles, reason, byId, byName }: Omit<RoleChange, 'at'>): Promise<boolean> {
    const written = await this.orm.em.fork().execute<object[]>(
      `with written as (
         insert into ministry_role_changes (email, number, roles, reason, at, by_id, by_name)
         select ?, ?, ?::text[], ?, ?, ?, ?
         where (select coalesce(max(number), 0) from ministry_role_changes where email = ?) = ?
         on conflict do nothing returning email
       ) select pg_notify('${CHANNEL}', '') from written`,
      [email, number, asArray(roles), reason, this.now(), byId, byName, email, number - 1],
    );
    return written.length > 0;
  }

  private ministryRolesOf(person: RoleFacts): MinistryRole[] {
    const environment = this.environment.rolesOf(person);
    const [newest] = (person.emailVerified && this.given.get(person.email?.toLowerCase() ?? '')) || [];
    if (!newest) return environment;
    return MINISTRY_ROLES.filter(
      (role) => newest.roles.includes(role) || (role === 'ADMIN' && environment.includes(role)),
    );
  }

  private told(email: string | null, person: RoleFacts, name: string | null): MinistryPerson {
    const changes = this.given.get(email ?? '') ?? [];
    return {
      email,
      name,
      roles: this.ministryRolesOf(person),
      fromEnvironment: this.environment.rolesOf(person),
      version: changes[0]?.number ?? 0,
      changes,
    };
  }

  private async changed(): Promise<void> {
    await this.read();
    await Promise.all([...this.listeners].map((listener) => listener()));
  }

  private async read(): Promise<void> {
    const rows = await this.orm.em.fork().execute<(Omit<RoleChange, 'at'> & { at: Date | string })[]>(
      `select email, number, roles, reason, at, by_id as "byId", by_name as "byName"
       from ministry_role_changes order by email, number desc`,
    );
    const changes = rows.map(({ at, ...row }) => ({ ...row, at: new Date(at) }));
    this.given = Map.groupBy(changes, ({ email }) => email);
  }
}

const STALE: RoleProblem = {
  code: 'STALE_VERSION',
  message: 'Outra pessoa mudou estes papéis enquanto você trabalhava. Veja como estão agora.',
  path: ['version'],
};

/** Whoever signs in with this e-mail, verified. */
function namedBy(email: string): RoleFacts {
  return { email, emailVerified: true, subjectHash: '' };
}

function asArray(texts: readonly string[]): string {
  return `{${texts.map((text) => JSON.stringify(text)).join(',')}}`;
}

function sortKey({ name, email }: MinistryPerson): string {
  return name ?? email ?? '';
}
