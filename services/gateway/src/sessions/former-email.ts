import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral, type SealedText } from '@portal/service-kit/database';
import { blindWritten, KNOWN_BY, knownForms, opened, ROLE_FACTS, sealEmail } from '../personal-data/emails.ts';
import type { RoleFacts } from './roles.ts';

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
  const person = await lockPerson(em, issuer, subjectHash);
  if (!person?.email || !person.emailVerified) return;
  const before = person.email.toLowerCase();
  const email = now.emailVerified ? (now.email?.toLowerCase() ?? null) : null;
  if (before === email) return;
  const saidOf = await changesOf(em, [before, email, person.formerEmail ?? null]);
  const said = saidOf(before).at(-1);
  if (!said) return;
  const noted = saidOf(person.formerEmail ?? null).find(({ number }) => number === person.formerChange);
  if (noted && noted.at > said.at) return;
  if (saidOf(email).some(({ at }) => at > person.lastSignedInAt)) return;
  await em.execute('update people set former_email = ?, former_email_blind = ?, former_change = ? where id = ?', [
    await sealEmail(em, 'people.former_email', person.id, before),
    await blindWritten(em, before),
    said.number,
    person.id,
  ]);
}

type LockedPerson = RoleFacts & { id: string; lastSignedInAt: Date };

async function lockPerson(em: EntityManager, issuer: string, subjectHash: string): Promise<LockedPerson | undefined> {
  const [row] = await em.execute<(Sealed & { lastSignedInAt: Date | string })[]>(
    `select id, last_signed_in_at as "lastSignedInAt", ${ROLE_FACTS} from people
     where issuer = ? and subject_hash = ? for update`,
    [issuer, subjectHash],
  );
  return row && { ...opened(em, row), lastSignedInAt: new Date(row.lastSignedInAt) };
}

type Sealed = Omit<LockedPerson, 'email' | 'formerEmail'> & { email: SealedText; formerEmail: SealedText };

/** What was said by each of these e-mails, the newest last. */
async function changesOf(em: EntityManager, emails: readonly (string | null)[]) {
  const asked = emails.filter((email) => email !== null);
  const rows = await em.execute<{ known: string; number: number; at: Date | string }[]>(
    `select ${KNOWN_BY} as known, number, at from ministry_role_changes where ${KNOWN_BY} = any(?::text[]) order by number`,
    [arrayLiteral(knownForms(em, asked))],
  );
  const changes = rows.map(({ at, ...change }) => ({ ...change, at: new Date(at) }));
  return (email: string | null) => {
    const forms = email === null ? [] : knownForms(em, [email]);
    return changes.filter(({ known }) => forms.includes(known));
  };
}
