import { buildSubgraph, type Subgraph } from '@portal/service-kit';
import type { HomologationContext } from './context.ts';
import { ValidationResolver } from './validation/validation.resolver.ts';

/** The part of the graph about what integrations are tested against. */
export function buildHomologationSubgraph(): Promise<Subgraph> {
  return buildSubgraph<HomologationContext>({ resolvers: [ValidationResolver] });
}
