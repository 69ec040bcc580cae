import { DEFAULT_OVERLAP_HOURS } from '@portal/domain';
import { Cost, IdempotencyKey, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import { deleteWebhook, rotateWebhookSecret, updateWebhook } from './change.ts';
import { createWebhook, type DrawnWebhook } from './create.ts';
import { replayDelivery, testWebhook } from './send-again.ts';
import { CreateWebhookInput, UpdateWebhookInput } from './webhook-input.ts';
import {
  DeleteWebhookPayload,
  WebhookDeliveryPayload,
  WebhookPayload,
  WebhookSecretPayload,
} from './webhook-payload.ts';

/** What is done to webhooks, by their owner or by who answers for their team. */
@Resolver()
export class WebhookMutations {
  @RequiresScopes(['webhooks:write', 'person'])
  @Mutation(() => WebhookSecretPayload, {
    nullable: true,
    description: 'Makes a webhook; at most 10 a team, and 10 of a person’s own. Shows its secret, once.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'The webhook.' }) input: CreateWebhookInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<WebhookSecretPayload> {
    return secretPayload(await createWebhook(ctx, input));
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Mutation(() => WebhookPayload, {
    nullable: true,
    description: 'Changes, stops or starts a webhook; its owner, or a GESTOR of its team.',
  })
  async updateWebhook(
    @Arg('input', () => UpdateWebhookInput, { description: 'What is changed.' }) input: UpdateWebhookInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<WebhookPayload> {
    const { result: webhook, problems } = await updateWebhook(ctx, input);
    return { webhook, problems };
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Mutation(() => DeleteWebhookPayload, {
    nullable: true,
    description:
      'Takes a webhook away, with its deliveries and what was still to be sent; its owner, or a GESTOR of its team.',
  })
  async deleteWebhook(
    @Arg('id', () => ID, { description: 'The webhook.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<DeleteWebhookPayload> {
    const { result: deletedId, problems } = await deleteWebhook(ctx, id);
    return { deletedId, problems };
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Mutation(() => WebhookSecretPayload, {
    nullable: true,
    description:
      'Draws a new secret and shows it, once; its owner, or a GESTOR of its team. Meanwhile deliveries carry both signatures.',
  })
  async rotateWebhookSecret(
    @Arg('id', () => ID, { description: 'The webhook.' }) id: string,
    @Arg('overlapHours', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_OVERLAP_HOURS,
      description: 'How many hours the secret before it signs along: 0 to 168.',
    })
    overlapHours: number | null,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<WebhookSecretPayload> {
    return secretPayload(await rotateWebhookSecret(ctx, id, overlapHours ?? DEFAULT_OVERLAP_HOURS));
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Cost(20)
  @Mutation(() => WebhookDeliveryPayload, {
    nullable: true,
    description:
      'Sends a delivery again, once, with the same webhook-id; one that waits is tried now. Its owner, or a GESTOR of its team.',
  })
  async replayWebhookDelivery(
    @Arg('id', () => ID, { description: 'The delivery.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<WebhookDeliveryPayload> {
    const { result: delivery, problems } = await replayDelivery(ctx, id);
    return { delivery, problems };
  }

  @RequiresScopes(['webhooks:write', 'person'])
  @Cost(20)
  @Mutation(() => WebhookDeliveryPayload, {
    nullable: true,
    description: 'Sends the event webhook.ping, once; its owner, or a GESTOR of its team, at most 10 a minute.',
  })
  async testWebhook(
    @Arg('id', () => ID, { description: 'The webhook.' }) id: string,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<WebhookDeliveryPayload> {
    const { result: delivery, problems } = await testWebhook(ctx, id);
    return { delivery, problems };
  }
}

function secretPayload({ result, problems }: Outcome<DrawnWebhook>): WebhookSecretPayload {
  return { webhook: result?.webhook ?? null, secret: result?.secret ?? null, problems };
}
