import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MinistryRole } from '@portal/domain';
import { arrayLiteral, openText, type SealedText } from '@portal/service-kit/database';
import { blindEmail, blindWritten, KNOWN_BY, knownForms, sealEmail, sealedEmail } from '../personal-data/emails.ts';

/** PostgreSQL's channel on which gateways tell each other that somebody's roles changed. */
export const ROLES_CHANGED = 'ministry_roles_changed';

/** Roles that an ADMIN gave somebody, and why. */
export interface RoleChange {
  /** Null where it went with who was erased. */
  email: string | null;
  /** Counts the changes of one person, from 1. */
  number: number;
  roles: MinistryRole[];
  /** Where they review; null for everywhere. */
  portfolios: string[] | null;
  reason: string;
  at: Date;
  byId: string;
  byName: string;
}

/** A change that is about to be written. */
export type WrittenChange = RoleChange & { email: string };

/** All that was said, by what stands for the e-mail, the newest first. */
export async function readChanges(em: EntityManager): Promise<Map<string, RoleChange[]>> {
  const rows = await em.execute<SealedChange[]>(
    `select ${sealedEmail('ministry_role_changes.email')} as email, email_blind as "emailBlind", number, roles, portfolios,
       reason, at, by_id as "byId", by_name as "byName"
     from ministry_role_changes order by number desc`,
  );
  const changes = rows.map(({ at, email: sealed, emailBlind, ...row }) => {
    const email = openText(em, sealed);
    return { blind: emailBlind ?? blindEmail(em, email ?? ''), change: { ...row, email, at: new Date(at) } };
  });
  const grouped = Map.groupBy(changes, ({ blind }) => blind);
  return new Map([...grouped].map(([blind, group]) => [blind, group.map(({ change }) => change)]));
}

type SealedChange = Omit<RoleChange, 'at' | 'email'> & {
  at: Date | string;
  email: SealedText;
  emailBlind: string | null;
};

/** Writes it and tells all gateways; false where a change of that number is there already. */
export async function writeChange(em: EntityManager, change: WrittenChange): Promise<boolean> {
  const { email, number, roles, portfolios, reason, at, byId, byName } = change;
  const subject = randomUUID();
  // An instance of the version before takes no lock.
  const written = await em.execute<object[]>(
    `with written as (
       insert into ministry_role_changes (email, email_blind, subject, number, roles, portfolios, reason, at, by_id, by_name)
       values (?, ?, ?, ?, ?::text[], ?::text[], ?, ?, ?, ?) on conflict do nothing returning number
     ) select pg_notify('${ROLES_CHANGED}', '') from written`,
    [
      await sealEmail(em, 'ministry_role_changes.email', subject, email),
      await blindWritten(em, email),
      subject,
      number,
      arrayLiteral(roles),
      portfolios && arrayLiteral(portfolios),
      reason,
      at,
      byId,
      byName,
    ],
  );
  return written.length > 0;
}

/**
 * Forgets an e-mail by which something was said of who is erased: the keys go, the rows stay. Not where somebody else has it, or
 * is to have it: what was said of it is of them too.
 */
export async function forgetSaid(em: EntityManager, personId: string, email: string): Promise<void> {
  const forms = arrayLiteral(knownForms(em, [email]));
  await em.execute(
    `with said as (select subject, number, roles from ministry_role_changes where ${KNOWN_BY} = any(?::text[])),
       forgotten as (
         delete from personal_key where subject in (select subject from said)
           and (select roles from said order by number desc limit 1) = '{}'
           and not exists (
             select 1 from people where id <> ? and email_verified and ${KNOWN_BY} = any(?::text[]))
         returning subject
       )
     select pg_notify('${ROLES_CHANGED}', '') from forgotten limit 1`,
    [forms, personId, forms],
  );
}

/**
 * Forgets the e-mails by which something was said and that nobody has any more, where it came to no role: of who was erased
 * while they stood as plain text. The keys go, the rows stay, and are found by what stands for the e-mail.
 */
export async function forgetSaidOfNobody(em: EntityManager): Promise<void> {
  await em.fork().transactional(async (inside) => {
    // Whoever gives a role meanwhile waits.
    await inside.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [ROLES_CHANGED]);
    await inside.execute(
      `with newest as (
         select distinct on (email_blind) email_blind, roles from ministry_role_changes order by email_blind, number desc),
         forgotten as (
           delete from personal_key where subject in (
             select said.subject from ministry_role_changes said join newest using (email_blind)
             where newest.roles = '{}' and not exists (
               select 1 from people where newest.email_blind in (people.email_blind, people.former_email_blind)))
           returning subject
         )
       select pg_notify('${ROLES_CHANGED}', '') from forgotten limit 1`,
    );
  });
}
