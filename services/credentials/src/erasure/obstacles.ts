import type { EntityManager } from '@mikro-orm/postgresql';
import type { ErasureObstacleKind } from '@portal/domain';
import { type FoundPersonal, personalKeys, personalSql } from '@portal/service-kit';
import { PERSONAL_JSON } from '../personal-data/columns.ts';
import type { Submission } from '../requests/content.ts';
import { addressesOf, folded } from './addresses-of.ts';
import { isMarkedBy } from './marked.ts';

/** Something that has to be done before an account is erased. */
export interface Obstacle {
  kind: ErasureObstacleKind;
  /** The protocol, team or identifier that it is about; null of a role. */
  about: string | null;
  /** The request, team or credential; null of a role. */
  id: string | null;
}

const OPEN = `('SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED')`;
const RUNNING = `('ACTIVE', 'SUSPENDED')`;

/** What keeps a person from being erased now. The roles are those told last: when the time comes nobody is signed in. */
export async function obstaclesTo(em: EntityManager, personId: string, now: Date): Promise<Obstacle[]> {
  const found = await em.execute<Obstacle[]>(
    `with me as (select ?::uuid as id)
     select 'OPEN_REQUEST' as kind, protocol as about, r.id from me join access_request r
       on ${isMarkedBy('r', 'me.id')}
     where r.state in ${OPEN}
     union all
     select 'LAST_GESTOR', team.name, team.id from me join team_member mine on mine.person_id = me.id
       join team on team.id = mine.team_id
     where mine.role = 'GESTOR'
       and not exists (
         select 1 from team_member m where m.team_id = team.id and m.person_id <> me.id and m.role = 'GESTOR')
       and (exists (select 1 from team_member m where m.team_id = team.id and m.person_id <> me.id
           and not exists (select 1 from team_token t where t.id = m.person_id and t.expires_at <= ?))
         or exists (select 1 from credential c where c.holder_id = team.id and c.state in ${RUNNING})
         or exists (select 1 from access_request r where r.holder_id = team.id and r.state in ${OPEN}))
     union all
     select 'HELD_REVIEW', protocol, r.id from me join access_request r on r.reviewer_id = me.id
     where r.state = 'IN_REVIEW'
     union all
     select 'MINISTRY_ROLE', null, null from me join notice_recipient n on n.person_id = me.id
     where n.roles && '{REVIEWER,MANAGER,AUDITOR,ADMIN}'`,
    [personId, now],
  );
  return [...found, ...(await answeredFor(em, personId))];
}

/**
 * Credentials that run and requests that others sent, of theirs or their teams, that name them as manager: by their e-mail, for
 * their CPF is not known here.
 */
async function answeredFor(em: EntityManager, personId: string): Promise<Obstacle[]> {
  const { column, subject } = PERSONAL_JSON.submitted;
  const submitted = personalSql(column, 'r.submitted', `r.${subject}`);
  const going = await em.execute<(Obstacle & { found: FoundPersonal | null })[]>(
    `with me as (select ?::uuid as id), held as (
       select id as by from me union all select team_id from me join team_member on person_id = me.id)
     select 'CREDENTIAL_MANAGER' as kind, c.id, c.requester_identifier as about, ${submitted} as found
     from held join credential c on c.holder_id = held.by
       join access_request r on r.id = coalesce(c.alteration_id, c.request_id)
     where c.state in ${RUNNING}
     union all
     select 'OPEN_REQUEST', r.id, r.protocol, ${submitted} from me cross join held
       join access_request r on r.holder_id = held.by
     where r.state in ${OPEN} and not (${isMarkedBy('r', 'me.id')})`,
    [personId],
  );
  if (going.length === 0) return [];
  const addresses = await addressesOf(em, personId);
  const keys = personalKeys(em);
  return going.flatMap(({ kind, id, about, found }) => {
    const email = found && (keys.open(found) as Submission).manager?.email;
    return email && addresses.has(folded(email)) ? [{ kind, about, id }] : [];
  });
}
