import { createPubSub } from '@graphql-yoga/subscription';
import { buildSubgraph, isId, noteKeys, type Subgraph } from '@portal/service-kit';
import { AnnouncementResolver } from './announcements/announcement.resolver.ts';
import { CredentialStatusResolver } from './api-access/credential-status.resolver.ts';
import { RequestRuleResolver } from './approval-rule/rule-decision.resolver.ts';
import { Requirement } from './catalogue/entities.ts';
import type { CredentialsContext } from './context.ts';
import { CredentialResolver } from './credentials/credential.resolver.ts';
import { CredentialMutations } from './credentials/credential-mutations.resolver.ts';
import { CredentialQueries, PortfolioCredentials } from './credentials/credential-queries.resolver.ts';
import { mayRead as mayReadCredential } from './credentials/visibility.ts';
import { ErasureMutations, ViewerErasureResolver } from './erasure/erasure.resolver.ts';
import { EstablishmentResolver } from './establishments/establishment.resolver.ts';
import { ChangeSubscriptions } from './events/subscriptions.resolver.ts';
import { EvidenceResolver } from './evidence/evidence.resolver.ts';
import { registerEnums } from './graph/enums.ts';
import { NodeResolver } from './graph/node.resolver.ts';
import { MessageMutations, MessageResolver, RequestMessagesResolver } from './messages/messages.resolver.ts';
import { MessageSubscriptions } from './messages/subscriptions.resolver.ts';
import { NoticeMutations, ViewerNoticesResolver } from './notices/notices.resolver.ts';
import { NoticePreferenceMutations, ViewerPreferencesResolver } from './notices/preferences.resolver.ts';
import { NoticeSubscriptions } from './notices/subscriptions.resolver.ts';
import { ViewerDataResolver } from './own-data/own-data.resolver.ts';
import { PanelResolver } from './panel/panel.resolver.ts';
import { PortfolioContentResolver } from './portfolio-content/portfolio-content.resolver.ts';
import { ReplyTemplateResolver } from './reply-templates/reply-template.resolver.ts';
import { AccessRequestResolver } from './requests/access-request.resolver.ts';
import { ChecklistItemResolver } from './requests/checklist-item.resolver.ts';
import { InternalNoteResolver } from './requests/internal-note.resolver.ts';
import { PreviousEvidenceResolver } from './requests/previous-evidence.resolver.ts';
import { AccessRequestMutations } from './requests/request-mutations.resolver.ts';
import { AccessRequestQueries, PortfolioRequests } from './requests/request-queries.resolver.ts';
import { ViewerResolver } from './requests/viewer.resolver.ts';
import { mayRead } from './requests/visibility.ts';
import { RetentionResolver } from './retention/retention.resolver.ts';
import { ReasonResolver, ReviewReasonsResolver } from './review-reasons/review-reasons.resolver.ts';
import { PortfolioFourEyes } from './review-rules/portfolio-four-eyes.resolver.ts';
import { ReviewRulesResolver } from './review-rules/review-rules.resolver.ts';
import { ReviewMutations } from './reviews/review-mutations.resolver.ts';
import { CredentialCheckQueries } from './sheets/credential-check.resolver.ts';
import { TeamTokenFields, TeamTokenResolver } from './team-tokens/team-token.resolver.ts';
import { TeamInvitationResolver, TeamMemberResolver, TeamResolver } from './teams/team.resolver.ts';
import { TeamMutations } from './teams/team-mutations.resolver.ts';
import { CredentialTransferResolver } from './teams/transfer.resolver.ts';
import { TransparencyQueries } from './transparency/transparency.resolver.ts';
import { WebhookDeliveryResolver, WebhookResolver } from './webhooks/webhook.resolver.ts';
import { WebhookMutations } from './webhooks/webhook-mutations.resolver.ts';

registerEnums();

/** The part of the graph about establishments, requests, evidence, reviews, credentials and webhooks. */
export async function buildCredentialsSubgraph(): Promise<Subgraph> {
  const subgraph = await buildSubgraph<CredentialsContext>({
    resolvers: [
      AccessRequestQueries,
      AccessRequestMutations,
      AccessRequestResolver,
      AnnouncementResolver,
      ChecklistItemResolver,
      InternalNoteResolver,
      PreviousEvidenceResolver,
      ChangeSubscriptions,
      CredentialCheckQueries,
      CredentialQueries,
      CredentialMutations,
      CredentialResolver,
      CredentialStatusResolver,
      CredentialTransferResolver,
      ErasureMutations,
      EstablishmentResolver,
      EvidenceResolver,
      MessageMutations,
      MessageResolver,
      MessageSubscriptions,
      NodeResolver,
      NoticeMutations,
      NoticePreferenceMutations,
      NoticeSubscriptions,
      ViewerDataResolver,
      ViewerErasureResolver,
      PanelResolver,
      PortfolioContentResolver,
      PortfolioCredentials,
      PortfolioFourEyes,
      PortfolioRequests,
      ReplyTemplateResolver,
      ReasonResolver,
      RequestMessagesResolver,
      RequestRuleResolver,
      ReviewMutations,
      ReviewReasonsResolver,
      RetentionResolver,
      ReviewRulesResolver,
      ViewerNoticesResolver,
      TeamInvitationResolver,
      TeamMemberResolver,
      TeamMutations,
      TeamResolver,
      TeamTokenFields,
      TeamTokenResolver,
      TransparencyQueries,
      ViewerPreferencesResolver,
      ViewerResolver,
      WebhookDeliveryResolver,
      WebhookMutations,
      WebhookResolver,
    ],
    orphanedTypes: [Requirement],
    // type-graphql asks for one wherever there are subscriptions; ours bring their own streams.
    pubSub: createPubSub(),
    referenceResolvers: {
      Portfolio: ({ slug }: { slug: string }) => ({ slug }),
      AccessRequest: async ({ id }: { id: string }, { caller, loaders }) => {
        const request = isId(id) ? await loaders.request.load(id) : null;
        return request && mayRead(request, caller) ? request : null;
      },
      Credential: async ({ id }: { id: string }, { caller, loaders }) => {
        const credential = isId(id) ? await loaders.credential.load(id) : null;
        return credential && mayReadCredential(credential, caller) ? credential : null;
      },
    },
  });
  noteKeys(subgraph);
  return subgraph;
}
