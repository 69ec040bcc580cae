/** A change of a request, as these subscriptions ask for it. */
export interface Change {
  cursor: string;
  event: { id: string; action: string; from: string | null; to: string };
  accessRequest: { id: string; state: string; version: number };
}

/** A change of a credential. */
export interface CredentialChange {
  cursor: string;
  credential: { id: string; state: string };
}

const CHANGE = 'cursor event { id action from to } accessRequest { id state version }';

/** One's own requests, or one of them. */
export const OWN = `subscription ($id: ID, $after: String) { accessRequestChanged(id: $id, after: $after) { ${CHANGE} } }`;

/** The reviewers' queue. */
export const QUEUE = `subscription ($after: String) { reviewQueueChanged(after: $after) { ${CHANGE} } }`;

/** One's own credentials. */
export const CREDENTIALS =
  'subscription ($after: String) { credentialChanged(after: $after) { cursor credential { id state } } }';

/** What was done to a request, in order. */
export function actionsOf(changes: readonly Change[], id: string): string[] {
  return changes.filter(({ accessRequest }) => accessRequest.id === id).map(({ event }) => event.action);
}
