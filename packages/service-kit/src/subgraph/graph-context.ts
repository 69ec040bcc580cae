import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '../identity/caller.ts';

/** What every operation has; a service adds its own. */
export interface GraphContext {
  /** Whom the operation is done for. */
  caller: Caller;
  /** A fork for this operation (of a subscription: for this event), with an identity map of its own. */
  em: EntityManager;
  /** Finds this operation in the log. */
  traceId: string;
}
