import { createPubSub } from '@graphql-yoga/subscription';
import { buildSubgraph, noteKeys, type Subgraph } from '@portal/service-kit';
import type { HomologationContext } from './context.ts';
import { HomologationAccessResolver } from './homologation-access/homologation-access.resolver.ts';
import './enums.ts';
import { AwaitingResolver, RunSystemResolver } from './awaiting/awaiting.resolver.ts';
import { CallsResolver } from './calls/calls.resolver.ts';
import { CallFieldsResolver, NearestStepResolver } from './conformance/call-fields.resolver.ts';
import {
  ConformanceAccessResolver,
  ConformanceAttemptCallResolver,
  ConformanceAttemptResolver,
  ConformanceRunResolver,
} from './conformance/conformance.resolver.ts';
import { ConformanceMutations } from './conformance/mutations.resolver.ts';
import { ConformanceSubscriptions } from './conformance/subscriptions.resolver.ts';
import { FaultsResolver } from './faults/faults.resolver.ts';
import { IncidentsResolver } from './incidents/incidents.resolver.ts';
import { MessageMutations, RequirementMessagesResolver, RunMessagesResolver } from './messages/messages.resolver.ts';
import { NodeResolver } from './node.resolver.ts';
import {
  OverrideMutations,
  RequirementOverridesResolver,
  RunsUnderReviewResolver,
} from './overrides/overrides.resolver.ts';
import { PopulationResolver } from './population/population.resolver.ts';
import { PreflightCheckResolver, PreflightResolver } from './preflight/preflight.resolver.ts';
import { PublishedSuitesResolver } from './published-suites/published-suites.resolver.ts';
import { Evidence } from './reports/conformance-report.ts';
import {
  EvidenceReportResolver,
  ReportMutations,
  ReportResolver,
  ReportSummaryResolver,
  RunReportResolver,
} from './reports/reports.resolver.ts';
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
      CallFieldsResolver,
      FaultsResolver,
      PreflightResolver,
      PreflightCheckResolver,
      ConformanceAccessResolver,
      ConformanceRunResolver,
      ConformanceAttemptResolver,
      ConformanceAttemptCallResolver,
      NearestStepResolver,
      ConformanceMutations,
      ConformanceSubscriptions,
      OverrideMutations,
      RequirementOverridesResolver,
      RunsUnderReviewResolver,
      AwaitingResolver,
      RunSystemResolver,
      MessageMutations,
      RunMessagesResolver,
      RequirementMessagesResolver,
      IncidentsResolver,
      NodeResolver,
      ServiceTrialResolver,
      EvidenceReportResolver,
      ReportMutations,
      ReportResolver,
      ReportSummaryResolver,
      RunReportResolver,
      PublishedSuitesResolver,
      TrialCertificateMutations,
    ],
    orphanedTypes: [Service, Evidence],
    // type-graphql asks for one wherever there are subscriptions; ours bring their own streams.
    pubSub: createPubSub(),
    referenceResolvers: {
      // Who may see something of it is each field's own matter.
      Credential: ({ id }: { id: string }) => ({ id }),
      Evidence: ({ id, sha256 }: { id: string; sha256: string }) => ({ id, sha256 }),
      Service: ({ slug }: { slug: string }) => ({ slug }),
    },
  });
  noteKeys(subgraph);
  return subgraph;
}
