import { LIMITS } from '@portal/domain';
import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  ListSize,
  pageOf,
  pageSize,
  RequiresScopes,
} from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { ConformanceRequirement } from '../conformance/conformance-requirement.ts';
import { ConformanceRun, ConformanceRunPayload } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';
import { markMessagesRead, writeMessage } from './act-on-messages.ts';
import {
  ConformanceMessage,
  ConformanceMessagePayload,
  MarkConformanceMessagesReadInput,
  WriteConformanceMessageInput,
} from './conformance-message.ts';
import type { MessageRow, ThreadRow } from './message-rows.ts';
import { mayWrite } from './who-writes.ts';

const ConformanceMessageConnection = connectionOf(ConformanceMessage);

/** What integrator and reviewers write to each other about requirements. */
@Resolver()
export class MessageMutations {
  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => ConformanceMessagePayload, {
    nullable: true,
    description: `Writes about a requirement: the owner to the reviewers who look at the run, or these to the owner. What was written stays. At most ${LIMITS.messagesAnHour.max} an hour.`,
  })
  async writeConformanceMessage(
    @Arg('input', () => WriteConformanceMessageInput, { description: 'About which requirement, and what.' })
    input: WriteConformanceMessageInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceMessagePayload> {
    const { result, problems } = await writeMessage(ctx, input);
    return { message: result && messageOf(result.message, ctx), run: result?.run ?? null, problems };
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => ConformanceRunPayload, {
    nullable: true,
    description: 'Notes for the viewer alone how far they have read what was written about a requirement.',
  })
  async markConformanceMessagesRead(
    @Arg('input', () => MarkConformanceMessagesReadInput, { description: 'About which requirement, and how far.' })
    input: MarkConformanceMessagesReadInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceRunPayload> {
    const { result: run, problems } = await markMessagesRead(ctx, input);
    return { run, problems };
  }
}

/** What was written about the requirements of a run. */
@Resolver(() => ConformanceRun)
export class RunMessagesResolver {
  @ListSize('first')
  @FieldResolver(() => ConformanceMessageConnection, {
    description:
      "What integrator and reviewers wrote about a requirement, the newest first: in this run and in all of the credential's by the same suite, each message with the versions that it was said of.",
  })
  async messages(
    @Root() run: ConformanceRun,
    @Ctx() ctx: HomologationContext,
    @Arg('requirement', () => String, { description: "The requirement's key." }) requirement: string,
    @Arg('first', () => Int, { nullable: true, defaultValue: 20, description: 'How many at most, 1 to 100.' }) first:
      | number
      | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' }) after:
      | string
      | null,
  ): Promise<Connection<ConformanceMessage>> {
    const size = pageSize(first);
    const { credentialId, state } = run;
    const list = `messages ${credentialId} ${state.suite.id} ${requirement}`;
    const before = after == null ? null : decodeCursor(after, z.tuple([z.literal(list), PLACE]))[1];
    const rows = await ctx.loaders.messages.load({ credentialId, suiteId: state.suite.id, requirement, size, before });
    return pageOf({
      rows: rows.map((row) => messageOf(row, ctx)),
      size,
      after,
      cursorOf: ({ place }) => encodeCursor([list, place]),
      countAll: async () => (await threadOf(ctx, run, requirement))?.messages ?? 0,
    });
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the viewer may write about its requirements now: its owner and reviewers, while calls move it, once production was asked for with its credential.',
  })
  mayWriteMessages(@Root() run: ConformanceRun, @Ctx() ctx: HomologationContext): Promise<boolean> {
    return mayWrite(ctx, run);
  }
}

const PLACE = z.string().regex(/^\d{1,18}$/);

/** How much was written about a requirement. */
@Resolver(() => ConformanceRequirement)
export class RequirementMessagesResolver {
  @FieldResolver(() => Int, {
    description: 'How many messages there are about it; `ConformanceRun.messages` lists them.',
  })
  async messageCount(@Root() { run, key }: ConformanceRequirement, @Ctx() ctx: HomologationContext): Promise<number> {
    return (await threadOf(ctx, run, key))?.messages ?? 0;
  }

  @FieldResolver(() => Int, {
    description:
      'How many of them others wrote since the viewer last marked them as read, 100 at most; 0 for a system, which reads for nobody.',
  })
  async unreadMessages(@Root() { run, key }: ConformanceRequirement, @Ctx() ctx: HomologationContext): Promise<number> {
    return (await threadOf(ctx, run, key))?.unread ?? 0;
  }
}

async function threadOf(
  { loaders }: HomologationContext,
  { credentialId, state }: ConformanceRun,
  requirement: string,
): Promise<ThreadRow | undefined> {
  const threads = await loaders.threads.load(credentialId);
  return threads.find(({ suite_id, requirement_id }) => suite_id === state.suite.id && requirement_id === requirement);
}

function messageOf(row: MessageRow, { caller }: HomologationContext): ConformanceMessage {
  return {
    messageId: row.id,
    side: row.side,
    own: caller.kind === 'person' && caller.id === row.written_by,
    writtenAt: new Date(row.written_at),
    suiteVersion: row.suite_version,
    connector: row.connector,
    text: row.text,
    place: row.place,
  };
}
