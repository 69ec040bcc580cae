import { parseWebhookDescription, WebhookEventType, WebhookState } from '@portal/domain';
import { IDEMPOTENCY_KEY, type Problem, problem } from '@portal/service-kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { Webhook } from './webhook.ts';
import { parseWebhookUrl } from './webhook-url.ts';

const URL_RULE =
  'Where events are sent: an https address on the public internet, without user, password or fragment, at most 2,000 characters.';

/** A webhook to be made. */
@InputType({ description: 'A webhook to be made.' })
export class CreateWebhookInput {
  @Field(() => String, { description: URL_RULE })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Your words for it, at most 200 characters.' })
  description!: string | null;

  @Field(() => [WebhookEventType], { description: 'What it is told of: at least one.' })
  eventTypes!: WebhookEventType[];

  @Field(() => ID, {
    nullable: true,
    description:
      "The team that it is to belong to, which goes on when its people go; its GESTOR. One's own where absent, told of all teams that one answers for.",
  })
  teamId?: string | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What is changed in a webhook. */
@InputType({ description: 'What is changed in a webhook; what is absent or null stays as it is.' })
export class UpdateWebhookInput {
  @Field(() => ID, { description: 'The webhook.' })
  id!: string;

  @Field(() => Int, { description: 'As it was read: where somebody changed it meanwhile, nothing is changed.' })
  version!: number;

  @Field(() => String, { nullable: true, description: URL_RULE })
  url!: string | null;

  @Field(() => String, { nullable: true, description: 'Your words for it, at most 200 characters.' })
  description!: string | null;

  @Field(() => [WebhookEventType], { nullable: true, description: 'What it is told of: at least one.' })
  eventTypes!: WebhookEventType[] | null;

  @Field(() => ID, {
    nullable: true,
    description: "Gives one's own to a team that one is GESTOR of: from then on it is told of that team alone.",
  })
  teamId?: string | null;

  @Field(() => WebhookState, {
    nullable: true,
    description: 'DISABLED stops it; ACTIVE starts it again, with what it still waited for.',
  })
  state!: WebhookState | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What of an input goes into the webhook, checked. */
export type WebhookFields = Pick<Webhook, 'url' | 'description' | 'eventTypes'>;

/** Checks what was given; every problem at its path. */
export function readWebhookFields(
  { url, description, eventTypes }: Partial<{ [Name in keyof WebhookFields]: WebhookFields[Name] | null }>,
  allowPrivate: boolean,
): { fields: Partial<WebhookFields>; problems: Problem[] } {
  const fields: Partial<WebhookFields> = {};
  const problems: Problem[] = [];
  if (url != null) {
    const parsed = parseWebhookUrl(url, allowPrivate);
    if (parsed.ok) fields.url = parsed.value;
    else problems.push(problem(url.trim() ? 'INVALID' : 'REQUIRED', parsed.message, ['url']));
  }
  if (description != null) {
    const parsed = parseWebhookDescription(description);
    if (parsed.ok) fields.description = parsed.value;
    else problems.push(problem('INVALID', parsed.message, ['description']));
  }
  if (eventTypes != null) {
    fields.eventTypes = [...new Set(eventTypes)];
    if (eventTypes.length === 0) {
      problems.push(problem('REQUIRED', 'Escolha pelo menos um evento.', ['eventTypes']));
    }
  }
  return { fields, problems };
}
