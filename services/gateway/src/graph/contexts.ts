import type { Caller } from '@portal/service-kit/identity';
import type { GatewayContext } from './gateway-context.ts';
import type { InternalTokens } from './internal-tokens.ts';

/** Makes the context of one operation. */
export type ContextFactory = (caller: Caller, traceId: string) => GatewayContext;

/** Contexts whose tokens are signed when a subgraph is first asked. */
export function contextFactory(tokens: InternalTokens): ContextFactory {
  return (caller, traceId) => ({ caller, traceId, tokenFor: (audience) => tokens.for(caller, audience) });
}
