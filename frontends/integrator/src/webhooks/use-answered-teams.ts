import { type Reading, useRead } from '@portal/console';
import { teamMay } from '@portal/domain';
import { TeamChoices } from '../teams/team.documents.ts';

/** A team that something may be given to. */
export interface TeamChoice {
  readonly id: string;
  readonly name: string;
}

/** The teams whose webhooks the viewer looks after; of very many the first, the others have it on their own pages. */
export function useAnsweredTeams(): Reading<readonly TeamChoice[]> {
  return useRead({
    query: TeamChoices,
    pick: ({ teams }) =>
      teams?.edges.flatMap(({ node }) => (teamMay(node.viewerRole ?? null, 'MANAGE_WEBHOOKS') ? [node] : [])),
  });
}
