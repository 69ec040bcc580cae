import { IdempotencyKey, ListSize, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import { Requirement } from '../catalogue/entities.ts';
import type { CredentialsContext } from '../context.ts';
import { AccessRequestPayload } from '../requests/access-request-payload.ts';
import { Evidence } from './evidence.ts';
import { downloadUrl } from './evidence-json.ts';
import { labelEvidence } from './label.ts';
import { removeEvidence } from './remove.ts';

/** What is read of a piece of evidence, and done to it. */
@Resolver(() => Evidence)
export class EvidenceResolver {
  @ListSize(3)
  @FieldResolver(() => [Requirement], { description: 'What the owner says it proves.' })
  requirements(@Root() evidence: Evidence): Requirement[] {
    return evidence.requirements.map(({ id }) => ({ id }));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where the bytes are had. Null unless scan is CLEAN.' })
  downloadUrl(@Root() evidence: Evidence): string | null {
    return downloadUrl(evidence);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: 'Takes evidence away; its owner, in DRAFT and CHANGES_REQUESTED. Name and hash stay in the history.',
  })
  removeEvidence(
    @Arg('id', () => ID, { description: 'The evidence.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return removeEvidence(ctx, id);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: 'Says which requirements a piece of evidence proves, in the place of what was said before.',
  })
  labelEvidence(
    @Arg('id', () => ID, { description: 'The evidence.' }) id: string,
    @Arg('requirements', () => [String], { description: 'Codes of requirements of the portfolio and environment.' })
    requirements: string[],
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return labelEvidence(ctx, id, requirements);
  }
}
