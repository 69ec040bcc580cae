import type { EntityManager } from '@mikro-orm/postgresql';
import { openText, personalKeys, personalTexts, type SealedText } from '@portal/service-kit/database';

/** Where e-mails of people stand, and by whose key each is sealed: a change of roles has one of its own. */
export const EMAILS = {
  'people.email': 'id',
  'people.former_email': 'id',
  'ministry_role_changes.email': 'subject',
} as const;

/** Reads and writes them. */
export const { sealedText: sealedEmail, sealText: sealEmail } = personalTexts(EMAILS);

/** What an e-mail is found by, beside what is sealed, and beside its plain text while nothing is. */
export const KNOWN_BY = 'coalesce(email_blind, lower(email))';

/** What stands for an e-mail in the index, whatever its capitals: without the key nobody finds out which it is. */
export function blindEmail(em: EntityManager, email: string): string {
  return personalKeys(em).blind('email', email.toLowerCase());
}

/** The same where e-mails are sealed; null where they are not yet. */
export async function blindWritten(em: EntityManager, email: string | null): Promise<string | null> {
  return email !== null && (await personalKeys(em).seals(em)) ? blindEmail(em, email) : null;
}

/** All that `KNOWN_BY` may have for these e-mails. */
export function knownForms(em: EntityManager, emails: Iterable<string>): string[] {
  return [...emails].flatMap((email) => [email.toLowerCase(), blindEmail(em, email)]);
}

/** Of a row of `people`, what decides somebody's roles. */
export const ROLE_FACTS = `subject_hash as "subjectHash", email_verified as "emailVerified", former_change as "formerChange",
  ${sealedEmail('people.email')} as email, ${sealedEmail('people.former_email')} as "formerEmail"`;

/** The same with its e-mails opened. */
export function opened<Row extends { email: SealedText; formerEmail: SealedText }>(
  em: EntityManager,
  row: Row,
): Omit<Row, 'email' | 'formerEmail'> & { email: string | null; formerEmail: string | null } {
  return { ...row, email: openText(em, row.email), formerEmail: openText(em, row.formerEmail) };
}

/** The ids of who has an e-mail, and whether it is verified. */
export function peopleOfEmail(em: EntityManager, email: string): Promise<{ id: string; verified: boolean }[]> {
  return em.execute(
    `select id, email_verified as verified from people where ${KNOWN_BY} in (?, ?)`,
    knownForms(em, [email]),
  );
}
