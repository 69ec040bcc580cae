import type { EntityManager } from '@mikro-orm/postgresql';
import { MOST_COUNTED } from '@portal/domain';
import { type Connection, decodeCursor, encodeCursor, pageOf, pageSize } from '@portal/service-kit';
import { z } from 'zod';
import type { PageArgs } from '../graph/page-args.ts';
import type { Team } from './team.ts';
import { TEAM, teamFrom } from './team-rows.ts';

const LIST = 'teams';
const place = z.tuple([z.literal(LIST), z.string(), z.uuid()]).transform(([, name, id]) => [name, id]);

/** A page of the teams that somebody is in, by name. */
export async function listTeams(
  em: EntityManager,
  personId: string,
  { first, after }: PageArgs,
): Promise<Connection<Team>> {
  const size = pageSize(first);
  const from = after == null ? [] : decodeCursor(after, place);
  const rows = await em.execute<Parameters<typeof teamFrom>[0][]>(
    `select ${TEAM} from team_member as own join team on team.id = own.team_id
     where own.person_id = ? ${after == null ? '' : 'and (team.name, team.id) > (?, ?::uuid)'}
     order by team.name, team.id limit ?`,
    [personId, ...from, size + 1],
  );
  return pageOf({
    rows: rows.map(teamFrom),
    size,
    after,
    cursorOf: ({ name, id }) => encodeCursor([LIST, name, id]),
    countAll: async () => {
      const [row] = await em.execute<{ total: string }[]>(
        'select count(*) as total from (select 1 from team_member where person_id = ? limit ?) as counted',
        [personId, MOST_COUNTED + 1],
      );
      return Number(row?.total ?? 0);
    },
  });
}
