import { NOTICE_KINDS_OF, NoticeKind, SECURITY_NOTICES, UNMAILED_NOTICES } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes, refuse, requirePerson } from '@portal/service-kit';
import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql';
import type { CredentialsContext } from '../context.ts';
import { GIVES_ID, perform } from '../idempotency/perform.ts';
import { Viewer } from '../requests/viewer.resolver.ts';
import { kindsOff, switchMail } from './mail/preferences.ts';

/** Whether notices of a kind are mailed to somebody. */
@RequiresScopes('session')
@ObjectType({ description: 'Whether notices of a kind are mailed to the viewer.' })
export class NoticePreference {
  @Field(() => NoticeKind, { description: 'The kind.' })
  kind!: NoticeKind;

  @Field(() => Boolean, { description: 'Whether they are mailed.' })
  byEmail!: boolean;

  @Field(() => Boolean, { description: 'Whether they always are: what concerns the safety of a credential.' })
  always!: boolean;
}

/** What a person wants by mail. */
@Resolver(() => Viewer)
export class ViewerPreferencesResolver {
  @RequiresScopes('session')
  @ListSize(15)
  @FieldResolver(() => [NoticePreference], { description: 'Which notices are mailed to them, by kind.' })
  async noticePreferences(
    @Root() { id, roles }: Viewer,
    @Ctx() { em }: CredentialsContext,
  ): Promise<NoticePreference[]> {
    const off = await kindsOff(em, id);
    const reviews = roles.some((role) => role !== 'INTEGRATOR');
    const kinds = new Set([...NOTICE_KINDS_OF.INTEGRATOR, ...(reviews ? NOTICE_KINDS_OF.REVIEWERS : [])]);
    for (const kind of UNMAILED_NOTICES) kinds.delete(kind);
    return [...kinds].map((kind) => {
      const always = SECURITY_NOTICES.includes(kind);
      return { kind, always, byEmail: always || !off.has(kind) };
    });
  }
}

/** What is switched. */
@InputType({ description: 'Whether notices of a kind are mailed.' })
export class SetNoticePreferenceInput {
  @Field(() => NoticeKind, { description: 'The kind.' })
  kind!: NoticeKind;

  @Field(() => Boolean, { description: 'Whether they are mailed.' })
  byEmail!: boolean;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What switching answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The person, with what they want by mail now, or the problems that can be mended.' })
export class SetNoticePreferencePayload {
  @Field(() => Viewer, { nullable: true, description: 'Who asked; null where nothing was done.' })
  viewer!: Viewer | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done.' })
  problems!: readonly Problem[];
}

/** Switches mails on and off. */
@Resolver()
export class NoticePreferenceMutations {
  @RequiresScopes('session')
  @Mutation(() => SetNoticePreferencePayload, {
    nullable: true,
    description: 'Says whether notices of a kind are mailed; those about the safety of a credential always are.',
  })
  async setNoticePreference(
    @Arg('input', () => SetNoticePreferenceInput, { description: 'Which, and whether.' })
    { kind, byEmail }: SetNoticePreferenceInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<SetNoticePreferencePayload> {
    const { result, problems } = await perform(ctx, GIVES_ID, async (em, { id }) => {
      if (!byEmail && SECURITY_NOTICES.includes(kind)) {
        return refuse('NOT_ALLOWED', 'Avisos sobre a segurança de uma credencial chegam sempre por e-mail.', ['kind']);
      }
      if (byEmail && UNMAILED_NOTICES.includes(kind)) {
        return refuse('NOT_ALLOWED', 'Este aviso chega só no sino: a aprovação já é contada por e-mail.', ['kind']);
      }
      await switchMail(em, id, kind, byEmail);
      return id;
    });
    return { viewer: result === null ? null : { ...requirePerson(ctx.caller) }, problems };
  }
}
