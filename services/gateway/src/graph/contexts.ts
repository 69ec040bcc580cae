import type { Caller } from '@portal/service-kit/identity';
import type { BearerGrant } from '../access/bearer-grant.ts';
import type { InternalTokens } from '../access/internal-tokens.ts';
import type { Bill } from '../budgets/bill.ts';
import type { GatewayContext } from './gateway-context.ts';

/** So long is an operation worked at, whatever it asks of whom. */
export const ANSWER_WITHIN_MS = 30_000;

/** Makes the context of one operation. */
export type ContextFactory = (caller: Caller, traceId: string, grant?: BearerGrant, bill?: Bill) => GatewayContext;

/** Contexts whose tokens are signed when a subgraph is first asked. */
export function contextFactory(tokens: InternalTokens): ContextFactory {
  return (caller, traceId, grant, bill) => ({
    caller,
    grant,
    bill,
    traceId,
    answerBy: Date.now() + ANSWER_WITHIN_MS,
    tokenFor: (audience) => tokens.for(caller, audience),
  });
}
