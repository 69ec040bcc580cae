import type { NextInQueueQuery } from '../../gql/graphql.ts';

/** A request of the queue, as much of it as it takes to go on to it. */
export type Candidate = NonNullable<NextInQueueQuery['reviewQueue']>['edges'][number]['node'];

/** Whether it is with the viewer already. */
export function isMine({ allowedActions }: Pick<Candidate, 'allowedActions'>): boolean {
  return allowedActions.includes('APPROVE');
}

/**
 * What one may go on to, in the order of the queue: what is with the viewer, or with nobody. What was passed over comes
 * after everything else, and where one stands is not there.
 */
export function inTurn(queue: readonly Candidate[], here: string, passed: ReadonlySet<string>): Candidate[] {
  const open = queue.filter((one) => one.id !== here && (isMine(one) || one.allowedActions.includes('CLAIM')));
  return [...open.filter(({ id }) => !passed.has(id)), ...open.filter(({ id }) => passed.has(id))];
}
