import type { EntityManager } from '@mikro-orm/postgresql';
import { parseEmail } from '@portal/domain';
import { ConfigError, isId } from '@portal/service-kit';
import { sealText } from '../personal-data/texts.ts';
import { beginErasure } from './ask-erasure.ts';
import { obstaclesTo } from './obstacles.ts';

/** A reference, in which no name and no number of a person fits by mistake: it stands in the audit log for good. */
const DOCUMENT = /^(?=.*\d)[\w./-]{3,40}$/;
const ELEVEN_DIGITS = /^\D*(\d\D*){11}$/;

/** What a letter says, as an operator found it. */
interface Letter {
  personId: string | undefined;
  /** Where the letter is kept. */
  document: string | undefined;
  /** Their address, for who was not here for long: the Portal has none to mail to. */
  email: string | undefined;
  now: Date;
}

/**
 * An operator's command, for who asks by letter: the same days, in which its person, who is told, may take it back. Told is when
 * it is due and what keeps it back until then, or longer.
 */
export async function beginByLetter(
  em: EntityManager,
  { personId, document, email, now }: Letter,
): Promise<{ dueAt: Date; keptBackBy: string[] }> {
  if (!personId || !isId(personId)) throw new ConfigError('name the person: begin-erasure ID DOCUMENT [EMAIL]');
  if (!document || !DOCUMENT.test(document) || ELEVEN_DIGITS.test(document)) {
    throw new ConfigError('name the document by its reference, which has digits and is no CPF: 25000.123456/2026-01');
  }
  const address = email === undefined ? undefined : parseEmail(email);
  if (address && !address.ok) throw new ConfigError('that e-mail is none');
  return em.fork().transactional(async (inside) => {
    await refuseOtherThings(inside, personId);
    if (address?.ok) await keepAddress(inside, personId, address.value, now);
    await beginErasure(inside, personId, { at: now, actorId: null, act: 'beginErasure', detail: { document } });
    const [row] = await inside.execute<{ due_at: string }[]>('select due_at from erasure_request where person_id = ?', [
      personId,
    ]);
    const keptBackBy = (await obstaclesTo(inside, personId, now)).map(({ kind, about }) =>
      [kind, about].join(' ').trim(),
    );
    return { dueAt: new Date(row?.due_at ?? now), keptBackBy };
  });
}

/** What is no person's has keys as well, which would go in their place. */
async function refuseOtherThings(em: EntityManager, id: string): Promise<void> {
  const things = ['access_request', 'credential', 'team', 'team_invitation', 'team_token'];
  const [found] = await em.execute<object[]>(
    things.map((table) => `select 1 from ${table} where id = ?`).join(' union all '),
    things.map(() => id),
  );
  if (found) throw new ConfigError('that id is no person’s');
  const [gone] = await em.execute<object[]>('select 1 from erased_person where person_id = ?', [id]);
  if (gone) throw new ConfigError('that person is erased already');
}

/** Where there is none: of who is here it is the one of their sign-in. */
async function keepAddress(em: EntityManager, personId: string, email: string, now: Date): Promise<void> {
  await em.execute(
    `insert into notice_recipient (person_id, roles, email, seen_at) values (?, '{}', ?, ?) on conflict do nothing`,
    [personId, await sealText(em, 'notice_recipient.email', personId, email), now],
  );
}
