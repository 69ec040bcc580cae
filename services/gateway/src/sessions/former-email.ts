import type { EntityManager } from '@mikro-orm/postgresql';

/** Whose sign-in it is, and their e-mail of now. */
interface SignedIn {
  issuer: string;
  subjectHash: string;
  email: string | null;
  emailVerified: boolean;
}

/**
 * Notes what an ADMIN last said of somebody by the e-mail that this sign-in overwrites: what was taken from them, and where
 * they are bound, does not end with an e-mail. Which change it was is noted with it, for the e-mail may become another's.
 * Nothing is noted where something was said by the new e-mail since they signed in with the one before: that is of them too,
 * and what was said by the one before after that is of whoever has it next.
 */
export async function noteFormerEmail(em: EntityManager, { issuer, subjectHash, ...now }: SignedIn): Promise<void> {
  const email = now.emailVerified ? (now.email?.toLowerCase() ?? null) : null;
  await em.execute(
    `update people set former_email = said.email, former_change = said.number
     from ministry_role_changes said
     where issuer = ? and subject_hash = ? and email_verified
       and said.email = lower(people.email) and said.email is distinct from ?::text
       and said.number = (select max(number) from ministry_role_changes newest where newest.email = said.email)
       and not exists (
         select 1 from ministry_role_changes later
         where (later.email, later.number) = (former_email, former_change) and later.at > said.at
       )
       and not exists (
         select 1 from ministry_role_changes own where own.email = ?::text and own.at > people.last_signed_in_at
       )`,
    [issuer, subjectHash, email, email],
  );
}
