import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { MAY } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit';
import type { ToldPerson } from '../notices/recipients.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { endClaim, move } from '../requests/act-on-request.ts';
import { transitionOf } from '../requests/lifecycle.ts';

/** What somebody holds who, as the gateway says, may not decide it any more; told again it finds nothing. */
const HELD = `select r.id from access_request r
  join jsonb_to_recordset(?::jsonb) as told("personId" uuid, roles varchar[], portfolios text[])
    on told."personId" = r.reviewer_id
  where r.state = 'IN_REVIEW' and (not told.roles && ?::varchar[] or r.portfolio <> all(told.portfolios))`;

/** Puts back into the queue what is held by who does not review it any more: nobody waits for somebody who cannot answer. */
export async function takeBack(em: EntityManager, people: readonly ToldPerson[], now: Date): Promise<void> {
  const told = [JSON.stringify(people), arrayLiteral(MAY.DECIDE)];
  for (const { id } of await em.execute<{ id: string }[]>(HELD, told)) {
    await em.fork().transactional(async (inside) => {
      const request = await inside.findOne(AccessRequest, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
      // It may have been decided, released or handed over while it was waited for.
      const [held] = await inside.execute<object[]>(`${HELD} and r.id = ?`, [...told, id]);
      if (!request || !held) return;
      endClaim(request);
      const transition = transitionOf('IN_REVIEW', 'RELEASE');
      move({ em: inside, request, act: 'RELEASE', transition, person: SYSTEM, now }, { message: WHY });
    });
  }
}

const SYSTEM = { id: null, name: 'Sistema' };
const WHY = 'Quem analisava não analisa mais solicitações deste portfólio: ela voltou à fila.';
