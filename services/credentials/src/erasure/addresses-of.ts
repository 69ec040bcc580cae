import type { EntityManager } from '@mikro-orm/postgresql';
import { type FoundPersonal, personalKeys, personalSql } from '@portal/service-kit';
import { PERSONAL_JSON } from '../personal-data/columns.ts';
import { sealedText } from '../personal-data/texts.ts';
import type { RequesterMark } from '../requests/access-request.ts';
import { isMarkedBy } from './marked.ts';

const { column, subject } = PERSONAL_JSON.requester;

/** The e-mail addresses that a person is known by here, folded: by these they are found where somebody named them. */
export async function addressesOf(em: EntityManager, personId: string): Promise<ReadonlySet<string>> {
  const rows = await em.execute<{ found: FoundPersonal | null }[]>(
    `with me as (select ?::uuid as id)
     select ${sealedText('notice_recipient.email')} as found from me join notice_recipient on person_id = me.id
     union all select ${sealedText('team_member.email')} from me join team_member on person_id = me.id
     union all select ${personalSql(column, column, `access_request.${subject}`)} from me join access_request
       on ${isMarkedBy('access_request', 'me.id')}`,
    [personId],
  );
  const keys = personalKeys(em);
  const opened = rows.map(({ found }) => found && (keys.open(found) as string | RequesterMark | null));
  const addresses = opened.map((value) => (typeof value === 'string' ? value : value?.email));
  return new Set(addresses.filter((address) => typeof address === 'string').map(folded));
}

/** An address as it is compared. */
export function folded(address: string): string {
  return address.toLowerCase();
}
