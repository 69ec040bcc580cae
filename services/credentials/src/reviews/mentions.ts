import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { mentionedIn } from '@portal/domain';
import { arrayLiteral, refuse } from '@portal/service-kit';
import { addNotices } from '../notices/notice-rows.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import type { Opened } from '../requests/act-on-request.ts';
import type { Colleague } from './colleague.ts';
import { colleagues } from './colleagues.ts';

/** Who may be mentioned in notes on a request: colleagues who review in its portfolio and are not of its team. */
export async function mentionable(
  em: EntityManager,
  { portfolio, members }: Pick<AccessRequest, 'portfolio' | 'members'>,
  by: string,
  now: Date,
): Promise<Colleague[]> {
  const all = await colleagues(em, [portfolio], now);
  return all.filter(({ personId }) => personId !== by && !Object.hasOwn(members, personId));
}

/** Keeps who is mentioned in a note, and tells whoever was not mentioned in it before. */
export async function keepMentions(
  { em, request, person, now }: Opened<'ASSESS'>,
  requirement: string,
  note: string | null,
): Promise<void> {
  const mentioned = mentionedIn(note ?? '');
  const ids = arrayLiteral(mentioned);
  await em.execute(
    'delete from note_mention where request_id = ? and requirement = ? and person_id <> all(?::uuid[])',
    [request.id, requirement, ids],
  );
  if (mentioned.length === 0) return;
  const added = await em.execute<{ person_id: string }[]>(
    `insert into note_mention (request_id, requirement, person_id)
     select ?, ?, mentioned from unnest(?::uuid[]) as mentioned on conflict do nothing returning person_id`,
    [request.id, requirement, ids],
  );
  if (added.length === 0) return;
  const may = new Set((await mentionable(em, request, person.id, now)).map(({ personId }) => personId));
  if (added.some(({ person_id }) => !may.has(person_id))) {
    refuse('INVALID', 'Só dá para mencionar colegas que analisam este portfólio. Escolha um nome da lista.', [
      'internalNote',
    ]);
  }
  const occasion = `mention ${randomUUIDv7()}`;
  await addNotices(
    em,
    added.map(({ person_id: personId }) => ({
      personId,
      side: 'REVIEWERS',
      kind: 'MENTIONED',
      occasion,
      at: now,
      requestId: request.id,
    })),
  );
}
