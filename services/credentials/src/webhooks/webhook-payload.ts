import { ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import { Webhook } from './webhook.ts';
import { WebhookDelivery } from './webhook-delivery.ts';

const PROBLEMS = 'Empty when it was done; else nothing was changed.';

/** What a change of a webhook answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class WebhookPayload {
  @Field(() => Webhook, { nullable: true, description: 'As it is now; null where nothing was changed.' })
  webhook!: Webhook | null;

  @ListSize(2)
  @Field(() => [Problem], { description: PROBLEMS })
  problems!: readonly Problem[];
}

/** What drawing a secret answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A webhook whose secret was drawn: the secret is shown here and never again.' })
export class WebhookSecretPayload extends WebhookPayload {
  @Field(() => String, {
    nullable: true,
    description: 'The secret that signs, `whsec_` and base64: keep it now. Null where there are problems.',
  })
  secret!: string | null;
}

/** What deleting a webhook answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What was deleted, or the problems a person can mend.' })
export class DeleteWebhookPayload {
  @Field(() => ID, { nullable: true, description: 'The webhook that is gone; null where nothing was deleted.' })
  deletedId!: string | null;

  @ListSize(2)
  @Field(() => [Problem], { description: PROBLEMS })
  problems!: readonly Problem[];
}

/** What sending a test or sending again answers. */
@RequiresScopes('inherited')
@ObjectType({
  description: 'What is being sent, or the problems a person can mend. Read it again to see what came of it.',
})
export class WebhookDeliveryPayload {
  @Field(() => WebhookDelivery, { nullable: true, description: 'What is being sent; null where nothing is.' })
  delivery!: WebhookDelivery | null;

  @ListSize(2)
  @Field(() => [Problem], { description: PROBLEMS })
  problems!: readonly Problem[];
}
