import { parseArgs } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { parseEmail } from '@portal/domain';
import { ConfigError, isId, openText, type SealedText } from '@portal/service-kit';
import { sealedText, sealText } from '../personal-data/texts.ts';
import { folded } from './addresses-of.ts';
import { beginErasure } from './ask-erasure.ts';
import { obstaclesTo } from './obstacles.ts';

/** A reference, in which no name and no number of a person fits by mistake: it stands in the audit log for good. */
const DOCUMENT = /^(?=.*\d)[\w./-]{3,40}$/;
const ELEVEN_DIGITS = /^\D*(\d\D*){11}$/;
/** An operator, as the installation knows them. */
const OPERATOR = /^[\p{L}\p{N}][\p{L}\p{N} .@_-]{1,59}$/u;
const USAGE = 'begin-erasure ID DOCUMENT --by NAME --roles ROLES [--email EMAIL]';

/** What a letter says, as an operator found it. */
interface Letter {
  personId: string | undefined;
  /** Where the letter is kept. */
  document: string | undefined;
  /** The operator. */
  by: string | undefined;
  /** What `find-people` of the gateway says that they are now: here nobody knows it of who was not here for long. */
  roles: string | undefined;
  /** Where they are mailed to besides: the verified address that `find-people` says, or else that of the letter. */
  email: string | undefined;
  now: Date;
}

/** The command's arguments. */
export function readLetter(args: readonly string[]): Omit<Letter, 'now'> {
  const options = { by: { type: 'string' }, roles: { type: 'string' }, email: { type: 'string' } } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [personId, document, ...more] = positionals;
    if (more.length > 0) throw new ConfigError(USAGE);
    return { personId, document, by: values.by, roles: values.roles, email: values.email };
  } catch {
    throw new ConfigError(USAGE);
  }
}

/**
 * An operator's command, for who asks by letter: the same days, in which its person, who is told, may take it back. Told is when
 * it is due, what keeps it back until then, or longer, and to whom is mailed.
 */
export async function beginByLetter(
  em: EntityManager,
  { personId, document, by, roles, email, now }: Letter,
): Promise<{ dueAt: Date; keptBackBy: string[]; mailedTo: string[] }> {
  if (!personId || !isId(personId)) throw new ConfigError(`name the person: ${USAGE}`);
  if (!document || !DOCUMENT.test(document) || ELEVEN_DIGITS.test(document)) {
    throw new ConfigError('name the document by its reference, which has digits and is no CPF: 25000.123456/2026-01');
  }
  if (!by || !OPERATOR.test(by) || ELEVEN_DIGITS.test(by))
    throw new ConfigError('say who you are, not by CPF: --by NAME');
  if (roles === undefined)
    throw new ConfigError('say the roles that find-people of the gateway tells: --roles INTEGRATOR');
  if (roles !== 'INTEGRATOR')
    throw new ConfigError('who has a role of the Ministry is not erased: have it taken away first');
  const address = email === undefined ? undefined : parseEmail(email);
  if (address && !address.ok) throw new ConfigError('that e-mail is none');
  return em.fork().transactional(async (inside) => {
    await refuseOtherThings(inside, personId);
    const obstacles = await obstaclesTo(inside, personId, now);
    if (obstacles.some(({ kind }) => kind === 'MINISTRY_ROLE')) {
      throw new ConfigError('they have a role of the Ministry: have it taken away first');
    }
    const detail = { document, operator: by };
    const begun = await beginErasure(inside, personId, { at: now, actorId: null, act: 'beginErasure', detail });
    if (address?.ok && begun) await keepAddress(inside, personId, address.value);
    const { due_at, ...mailed } = await begunOf(inside, personId);
    const dueAt = new Date(due_at);
    if (!begun) throw new ConfigError(`it was begun before, and is due at ${dueAt.toISOString()}`);
    const addresses = [mailed.known, mailed.letter].map((sealed) => openText(inside, sealed));
    const mailedTo = [...new Set(addresses.filter((one) => one !== null).map(folded))];
    if (mailedTo.length === 0) throw new ConfigError('nobody would be told by mail: --email EMAIL');
    return { dueAt, keptBackBy: obstacles.map(({ kind, about }) => [kind, about].join(' ').trim()), mailedTo };
  });
}

/** What is no person's has keys as well, which would go in their place. */
async function refuseOtherThings(em: EntityManager, id: string): Promise<void> {
  // The key of the index, by which everybody is found, stands under it.
  if (/^[0-]+$/.test(id)) throw new ConfigError('that id is no person’s');
  const things = ['access_request', 'credential', 'team', 'team_invitation', 'team_token'];
  const [found] = await em.execute<object[]>(
    things.map((table) => `select 1 from ${table} where id = ?`).join(' union all '),
    things.map(() => id),
  );
  if (found) throw new ConfigError('that id is no person’s');
  const [gone] = await em.execute<object[]>('select 1 from erased_person where person_id = ?', [id]);
  if (gone) throw new ConfigError('that person is erased already');
}

/** With the request alone: whoever wrote the letter is not made known by the address that it gives. */
async function keepAddress(em: EntityManager, personId: string, email: string): Promise<void> {
  await em.execute('update erasure_request set letter_email = ? where person_id = ?', [
    await sealText(em, 'erasure_request.letter_email', personId, email),
    personId,
  ]);
}

async function begunOf(em: EntityManager, personId: string) {
  const [row] = await em.execute<{ due_at: string; letter: SealedText; known: SealedText }[]>(
    `select due_at, ${sealedText('erasure_request.letter_email')} as letter, ${sealedText('notice_recipient.email')} as known
     from erasure_request left join notice_recipient using (person_id) where person_id = ?`,
    [personId],
  );
  if (!row) throw new Error('no erasure was begun');
  return row;
}
