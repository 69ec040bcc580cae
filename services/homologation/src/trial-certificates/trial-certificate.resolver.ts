import { Cost, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import type { Outcome } from './act-on-trial-certificate.ts';
import { issueTrialCertificate } from './issue.ts';
import { revokeTrialCertificate } from './revoke.ts';
import { IssueTrialCertificateInput, RevokeTrialCertificateInput } from './trial-certificate-input.ts';
import { TrialCertificatePayload } from './trial-certificate-payload.ts';

/** What is done to trial certificates, by the owner of their credential. */
@Resolver()
export class TrialCertificateMutations {
  @RequiresScopes(['credentials:write', 'person'])
  @Cost(20)
  @Mutation(() => TrialCertificatePayload, {
    nullable: true,
    description:
      'Draws a certificate for tests, which is not of ICP-Brasil: 90 days, at most until the end of its credential, at most 3 good ones at a time.',
  })
  async issueTrialCertificate(
    @Arg('input', () => IssueTrialCertificateInput, { description: 'For which credential and key.' })
    { credentialId, certificateRequest }: IssueTrialCertificateInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<TrialCertificatePayload> {
    return payload(await issueTrialCertificate(ctx, credentialId, certificateRequest));
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => TrialCertificatePayload, {
    nullable: true,
    description: 'Ends a certificate for tests for good; who drew it, whatever the state of its credential.',
  })
  async revokeTrialCertificate(
    @Arg('input', () => RevokeTrialCertificateInput, { description: 'Which one, and why.' })
    { id, reason }: RevokeTrialCertificateInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<TrialCertificatePayload> {
    return payload(await revokeTrialCertificate(ctx, id, reason));
  }
}

function payload({ result: trialCertificate, problems }: Outcome): TrialCertificatePayload {
  return { trialCertificate, credential: trialCertificate && { id: trialCertificate.credentialId }, problems };
}
