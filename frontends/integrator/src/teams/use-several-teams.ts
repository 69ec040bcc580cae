import { useQuery } from 'urql';
import { TeamCount } from './team.documents.ts';

/** Whether the viewer is in several teams, so that it has to be said whose a thing is. */
export function useSeveralTeams(): boolean {
  const [{ data }] = useQuery({ query: TeamCount });
  return (data?.teams?.totalCount ?? 0) > 1;
}
