import { LIMITS } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { ContentItem, Edition, Written } from '../content/content-rows.ts';

const NAME = 'What it is called.';
const TEXT = 'With variables as `{{protocol}}`: requester, protocol, establishment, system, portfolio, requirement.';

/** What a template says. */
export interface ReplyBody {
  name: string;
  text: string;
}

/** What is being written and reviewers do not see. */
@RequiresScopes('session')
@ObjectType({ description: 'What is being written of a template; reviewers do not see it.' })
export class ReplyTemplateDraft {
  @Field(() => String, { description: NAME })
  name!: string;

  @Field(() => String, { description: TEXT })
  text!: string;

  @Field(() => Date, { description: 'When it was saved last.' })
  savedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  savedBy!: string;
}

/** What was in use from then on. */
@RequiresScopes('session')
@ObjectType({ description: 'A version of a template that was published, or that it was taken out of use.' })
export class ReplyTemplateEdition {
  @Field(() => Int, { description: 'Counted from 1.' })
  number!: number;

  @Field(() => String, { nullable: true, description: `${NAME} Null where it was taken out of use.` })
  name!: string | null;

  @Field(() => String, { nullable: true, description: `${TEXT} Null where it was taken out of use.` })
  text!: string | null;

  @Field(() => Int, { nullable: true, description: 'The version that was gone back to by it.' })
  restores!: number | null;

  @Field(() => Date, { description: 'From when on.' })
  publishedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  publishedBy!: string;
}

/** A template of a reply. */
@RequiresScopes('session')
@ObjectType({ description: 'A template of what reviewers write to applicants, kept by the Ministry.' })
export class ReplyTemplate {
  @Field(() => ID, { description: 'Opaque identifier.' })
  templateId!: string;

  @Field(() => Int, { description: 'Counts every change; who changes it says which one they saw.' })
  version!: number;

  @Field(() => String, { nullable: true, description: `${NAME} As it is in use; null where it is not.` })
  name!: string | null;

  @Field(() => String, { nullable: true, description: `${TEXT} As it is in use; null where it is not.` })
  text!: string | null;

  @Field(() => ReplyTemplateDraft, {
    nullable: true,
    description: 'What is being written, for those who administer; null where nothing is.',
  })
  draft!: ReplyTemplateDraft | null;

  @ListSize(10)
  @Field(() => [ReplyTemplateEdition], {
    nullable: true,
    description:
      'What was in use, the newest first, at most 50, and in a list the newest alone; for those who administer.',
  })
  editions!: ReplyTemplateEdition[] | null;
}

/** What a change of a template answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class ReplyTemplatePayload {
  @Field(() => ReplyTemplate, { nullable: true, description: 'As it is now; null where it is gone, or unknown.' })
  replyTemplate!: ReplyTemplate | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}

/** What is being written. */
@InputType({ description: 'A template as it is being written.' })
export class SaveReplyTemplateInput {
  @Field(() => ID, { nullable: true, description: 'The template; a new one where there is none.' })
  templateId?: string | null;

  @Field(() => Int, { nullable: true, description: 'Which version of it was seen; none of a new one.' })
  version?: number | null;

  @Field(() => String, { description: `${NAME} At most ${LIMITS.replyTemplateName.max} characters.` })
  name!: string;

  @Field(() => String, { description: `${TEXT} At most ${LIMITS.replyTemplateText.max} characters.` })
  text!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** A template as it is told: drafts and what was are for those who administer. */
export function replyTemplateOf(
  { id, version, draft, editions }: ContentItem<ReplyBody>,
  administered: boolean,
): ReplyTemplate {
  const inUse = editions[0]?.body;
  return {
    templateId: id,
    version,
    name: inUse?.name ?? null,
    text: inUse?.text ?? null,
    draft: administered && draft ? { ...draft.body, ...saved(draft) } : null,
    editions: administered ? editions.map(editionOf) : null,
  };
}

function editionOf({ number, body, restores, at, byName }: Edition<ReplyBody>): ReplyTemplateEdition {
  const { name = null, text = null } = body ?? {};
  return { number, name, text, restores, publishedAt: at, publishedBy: byName };
}

function saved({ at, byName }: Written) {
  return { savedAt: at, savedBy: byName };
}
