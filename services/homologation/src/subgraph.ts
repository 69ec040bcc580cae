import { buildSubgraph, noteKeys, type Subgraph } from '@portal/service-kit';
import type { HomologationContext } from './context.ts';
import { HomologationAccessResolver } from './homologation-access/homologation-access.resolver.ts';
import './enums.ts';
import { CallsResolver } from './calls/calls.resolver.ts';
import { FaultsResolver } from './faults/faults.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import { PopulationResolver } from './population/population.resolver.ts';
import { ServiceTrialResolver } from './service-trial/service-trial.resolver.ts';
import { Service } from './service-trial/service-trial.ts';
import { TrialCertificateMutations } from './trial-certificates/trial-certificate.resolver.ts';
import { ValidationResolver } from './validation/validation.resolver.ts';

/** The part of the graph about what integrations are tested against. */
export async function buildHomologationSubgraph(): Promise<Subgraph> {
  const subgraph = await buildSubgraph<HomologationContext>({
    resolvers: [
      ValidationResolver,
      HomologationAccessResolver,
      PopulationResolver,
      CallsResolver,
      FaultsResolver,
      NodeResolver,
      ServiceTrialResolver,
      TrialCertificateMutations,
    ],
    orphanedTypes: [Service],
    referenceResolvers: {
      // Who may see something of it is each field's own matter.
      Credential: ({ id }: { id: string }) => ({ id }),
      Service: ({ slug }: { slug: string }) => ({ slug }),
    },
  });
  noteKeys(subgraph);
  return subgraph;
}
