import type { Caller } from '../identity/caller.ts';

/** What is known of a request beside its caller. */
export interface RequestFacts {
  traceId: string;
}

/** Makes the context of an operation; for a subscription it is called anew for every event. */
export type ContextFactory<Context extends object> = (caller: Caller, request: RequestFacts) => Context;
