import type { Caller } from '@portal/service-kit/identity';
import type { BearerGrant } from '../tokens/bearer-grant.ts';
import type { GatewayContext } from './gateway-context.ts';
import type { InternalTokens } from './internal-tokens.ts';

/** Makes the context of one operation. */
export type ContextFactory = (caller: Caller, traceId: string, grant?: BearerGrant) => GatewayContext;

/** Contexts whose tokens are signed when a subgraph is first asked. */
export function contextFactory(tokens: InternalTokens): ContextFactory {
  return (caller, traceId, grant) => ({ caller, grant, traceId, tokenFor: (audience) => tokens.for(caller, audience) });
}
