/** What makes whoever did it last the one whose mark a request has. */
export const BY_WHOM = `action in ('CREATE', 'SUBMIT')`;

/**
 * A condition that a request has a person's mark: they sent it last, or began it. It is told by the history, for of what a
 * version before wrote `owner_id` is who began it, whoever sent it.
 */
export function isMarkedBy(request: string, person: string): string {
  return `${request}.id in (select request_id from access_request_event where actor_id = ${person} and ${BY_WHOM})
    and ${person} = (select e.actor_id from access_request_event e where e.request_id = ${request}.id and e.${BY_WHOM}
      order by e.place desc limit 1)`;
}
