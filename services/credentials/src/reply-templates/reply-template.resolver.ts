import { IdempotencyKey, isId, ListSize, may, RequiresScopes, requirePermission } from '@portal/service-kit';
import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type ContentItem, EDITIONS_SHOWN, readContent } from '../content/content-rows.ts';
import type { CredentialsContext } from '../context.ts';
import type { Outcome } from '../idempotency/perform.ts';
import {
  discardReplyTemplateDraft,
  publishReplyTemplate,
  restoreReplyTemplate,
  saveReplyTemplate,
  withdrawReplyTemplate,
} from './act-on-template.ts';
import {
  type ReplyBody,
  ReplyTemplate,
  ReplyTemplatePayload,
  replyTemplateOf,
  SaveReplyTemplateInput,
} from './reply-template.ts';

@ArgsType()
class TemplateArgs {
  @Field(() => ID, { description: 'The template.' })
  templateId!: string;

  @Field(() => Int, { description: 'Which version of it was seen.' })
  version!: number;
}

/** Templates of replies: reviewers use what is published, ADMIN keeps them, AUDITOR reads all. */
@Resolver()
export class ReplyTemplateResolver {
  @RequiresScopes('session')
  @ListSize(20)
  @Query(() => [ReplyTemplate], {
    nullable: true,
    description:
      'Templates of replies, by name: those in use, at most 100; for who administers also drafts and those withdrawn.',
  })
  async replyTemplates(@Ctx() ctx: CredentialsContext): Promise<ReplyTemplate[]> {
    requirePermission(ctx.caller, 'WRITE', 'READ_ADMINISTRATION');
    const items = await readContent<ReplyBody>(ctx.em, { kind: 'REPLY_TEMPLATE', editions: 1 });
    const templates = items.map((item) => told(ctx, item));
    return templates
      .filter(({ text, editions }) => text !== null || editions !== null)
      .toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), 'pt-BR'));
  }

  @RequiresScopes('session')
  @Query(() => ReplyTemplate, {
    nullable: true,
    description: 'ADMIN or AUDITOR: a template with what is being written and what was in use.',
  })
  async replyTemplate(
    @Arg('templateId', () => ID, { description: 'The template.' }) templateId: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReplyTemplate | null> {
    requirePermission(ctx.caller, 'READ_ADMINISTRATION');
    return templateBy(ctx, templateId);
  }

  @RequiresScopes('session')
  @Mutation(() => ReplyTemplatePayload, {
    nullable: true,
    description: 'ADMIN: keeps what is being written, of a template or of a new one. Reviewers do not see it yet.',
  })
  saveReplyTemplate(
    @Arg('input', () => SaveReplyTemplateInput, { description: 'What it says.' })
    { templateId, version, name, text }: SaveReplyTemplateInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReplyTemplatePayload> {
    requirePermission(ctx.caller, 'ADMINISTER');
    const target = templateId == null ? null : { id: templateId, version: version ?? 0 };
    return answer(ctx, saveReplyTemplate(ctx, target, { name, text }), target?.id);
  }

  @RequiresScopes('session')
  @Mutation(() => ReplyTemplatePayload, {
    nullable: true,
    description: 'ADMIN: forgets what is being written, and the whole of a template that was never in use.',
  })
  discardReplyTemplateDraft(
    @Args() target: TemplateArgs,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReplyTemplatePayload> {
    return change(ctx, target, discardReplyTemplateDraft);
  }

  @RequiresScopes('session')
  @Mutation(() => ReplyTemplatePayload, {
    nullable: true,
    description: 'ADMIN: gives reviewers what is being written.',
  })
  publishReplyTemplate(
    @Args() target: TemplateArgs,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReplyTemplatePayload> {
    return change(ctx, target, publishReplyTemplate);
  }

  @RequiresScopes('session')
  @Mutation(() => ReplyTemplatePayload, {
    nullable: true,
    description: 'ADMIN: takes a template out of use; what it said can be gone back to.',
  })
  withdrawReplyTemplate(
    @Args() target: TemplateArgs,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReplyTemplatePayload> {
    return change(ctx, target, withdrawReplyTemplate);
  }

  @RequiresScopes('session')
  @Mutation(() => ReplyTemplatePayload, {
    nullable: true,
    description: 'ADMIN: goes back to what was in use once, which becomes the newest version.',
  })
  restoreReplyTemplate(
    @Args() target: TemplateArgs,
    @Arg('number', () => Int, { description: 'The version to go back to.' }) number: number,
    @IdempotencyKey() _key: string | null,
    @Ctx() ctx: CredentialsContext,
  ): Promise<ReplyTemplatePayload> {
    return change(ctx, target, (ctx, target) => restoreReplyTemplate(ctx, target, number));
  }
}

function change(
  ctx: CredentialsContext,
  { templateId: id, version }: TemplateArgs,
  act: (ctx: CredentialsContext, target: { id: string; version: number }) => Promise<Outcome<string>>,
): Promise<ReplyTemplatePayload> {
  requirePermission(ctx.caller, 'ADMINISTER');
  return answer(ctx, act(ctx, { id, version }), id);
}

/** With the template as it is now, also where nothing was done: who saw an older version then sees this one. */
async function answer(
  ctx: CredentialsContext,
  acting: Promise<Outcome<string>>,
  id: string | undefined,
): Promise<ReplyTemplatePayload> {
  const { result, problems } = await acting;
  return { replyTemplate: await templateBy(ctx, result ?? id ?? ''), problems };
}

async function templateBy(ctx: CredentialsContext, id: string): Promise<ReplyTemplate | null> {
  if (!isId(id)) return null;
  const asked = { kind: 'REPLY_TEMPLATE', id, editions: EDITIONS_SHOWN } as const;
  const [item] = await readContent<ReplyBody>(ctx.em, asked);
  return item ? told(ctx, item) : null;
}

function told({ caller }: CredentialsContext, item: ContentItem<ReplyBody>): ReplyTemplate {
  return replyTemplateOf(item, may(caller, 'READ_ADMINISTRATION'));
}

function nameOf({ name, draft, editions }: ReplyTemplate): string {
  return name ?? draft?.name ?? editions?.[0]?.name ?? '';
}
