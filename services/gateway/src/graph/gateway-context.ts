import type { Audience, Caller } from '@portal/service-kit/identity';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { Bill } from '../budgets/bill.ts';

/** What an operation carries on its way through the graph. */
export interface GatewayContext {
  caller: Caller;
  /** What the caller's token allows; undefined for a browser's session and for nobody. */
  grant?: BearerGrant | undefined;
  /** What the operation costs its caller; undefined where it was paid before, as reads that a crowd shares. */
  bill?: Bill | undefined;
  /** Finds this operation in every service's log. */
  traceId: string;
  /** When nobody waits for its answer any more, in milliseconds of the epoch. */
  answerBy: number;
  /** The internal token that tells a subgraph who the caller is. */
  tokenFor: (audience: Audience) => Promise<string>;
}
