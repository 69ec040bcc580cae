import { ConversationState, conversationEnd, conversationState, LIMITS, MessageSide } from '@portal/domain';
import {
  type Connection,
  connectionOf,
  decodeCursor,
  encodeCursor,
  isPerson,
  ListSize,
  pageOf,
  pageSize,
  RequiresScopes,
  requirePermission,
  requirePerson,
} from '@portal/service-kit';
import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { CredentialsContext } from '../context.ts';
import { PageArgs } from '../graph/page-args.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { AccessRequestPayload } from '../requests/access-request-payload.ts';
import { loadersFor } from '../requests/read-again.ts';
import {
  AccessRequestMessage,
  AccessRequestMessagePayload,
  EraseAccessRequestMessageInput,
  MarkAccessRequestMessagesReadInput,
  messageOf,
  WriteAccessRequestMessageInput,
} from './access-request-message.ts';
import { eraseMessage, markMessagesRead, writeMessage } from './act-on-messages.ts';
import { attachmentOf, MessageAttachment } from './message-attachment.ts';
import { type ConversationCounts, MOST_UNREAD } from './message-rows.ts';
import { closedBecause, sideOf } from './who-writes.ts';

const AccessRequestMessageConnection = connectionOf(AccessRequestMessage);

/** What applicant and reviewers write to each other on requests. */
@Resolver()
export class MessageMutations {
  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestMessagePayload, {
    nullable: true,
    description: `Writes on a request: the owner to the reviewers, or these to the owner; from the first submit until 30 days after the decision. What was written stays. At most ${LIMITS.messagesAnHour.max} an hour.`,
  })
  writeAccessRequestMessage(
    @Arg('input', () => WriteAccessRequestMessageInput, { description: 'On which request, and what.' })
    input: WriteAccessRequestMessageInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestMessagePayload> {
    requirePerson(ctx.caller);
    return writeMessage(ctx, input);
  }

  @RequiresScopes(['requests:write', 'person'])
  @Mutation(() => AccessRequestPayload, {
    nullable: true,
    description: 'Notes for the viewer alone how far they have read what was written on a request.',
  })
  markAccessRequestMessagesRead(
    @Arg('input', () => MarkAccessRequestMessagesReadInput, { description: 'On which request, and how far.' })
    input: MarkAccessRequestMessagesReadInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestPayload> {
    return markMessagesRead(ctx, input);
  }

  @RequiresScopes('session')
  @Mutation(() => AccessRequestMessagePayload, {
    nullable: true,
    description:
      'Reviewers, not the owner: erases a message that shows data of a patient, at any time. Who wrote it and when stays.',
  })
  eraseAccessRequestMessage(
    @Arg('input', () => EraseAccessRequestMessageInput, { description: 'Which message.' })
    { messageId }: EraseAccessRequestMessageInput,
    @Ctx() ctx: CredentialsContext,
  ): Promise<AccessRequestMessagePayload> {
    requirePermission(ctx.caller, 'WRITE');
    return eraseMessage(ctx, messageId);
  }
}

/** What was written on a request. */
@Resolver(() => AccessRequest)
export class RequestMessagesResolver {
  @ListSize('first')
  @FieldResolver(() => AccessRequestMessageConnection, {
    description: 'What applicant and reviewers wrote to each other on it, the newest first.',
  })
  async messages(
    @Root() request: AccessRequest,
    @Args() { first, after }: PageArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<AccessRequestMessage>> {
    await ctx.accessLog.reads('ACCESS_REQUEST', request);
    const size = pageSize(first);
    const list = `messages ${request.id}`;
    const before = after == null ? null : decodeCursor(after, z.tuple([z.literal(list), PLACE]))[1];
    const rows = await loadersFor(request, ctx).messages.load({ requestId: request.id, size, before });
    return pageOf({
      rows: rows.map((row) => messageOf(row, request)),
      size,
      after,
      cursorOf: ({ place }) => encodeCursor([list, place]),
      countAll: async () => (await countsIn(request, ctx, null)).messages,
    });
  }

  @FieldResolver(() => Int, { description: 'How many messages there are on it; `messages` lists them.' })
  async messageCount(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<number> {
    return (await countsIn(request, ctx, null)).messages;
  }

  @FieldResolver(() => Int, {
    description: `How many of them others wrote since the viewer last marked them as read, ${MOST_UNREAD} at most; 0 for a system, which reads for nobody.`,
  })
  async unreadMessages(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<number> {
    const { caller } = ctx;
    return caller.kind === 'person' ? (await countsIn(request, ctx, caller.id)).unread : 0;
  }

  @FieldResolver(() => ConversationState, { description: 'Whether messages may be written on it now.' })
  conversation(@Root() request: AccessRequest, @Ctx() { now }: CredentialsContext): ConversationState {
    return conversationState(request, now());
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'Until when messages may be written on it; null before its decision.',
  })
  conversationEndsAt(@Root() request: AccessRequest): Date | null {
    return conversationEnd(request);
  }

  @FieldResolver(() => MessageSide, {
    nullable: true,
    description: 'On whose side the viewer writes on it, whenever one may; null for who never does.',
  })
  messageSide(@Root() request: AccessRequest, @Ctx() { caller }: CredentialsContext): MessageSide | null {
    return sideOf(request, caller);
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the viewer may write on it now: its owner and reviewers, while the conversation is open.',
  })
  mayWriteMessages(@Root() request: AccessRequest, @Ctx() { caller, now }: CredentialsContext): boolean {
    return sideOf(request, caller) !== null && closedBecause(request, now()) === undefined;
  }
}

const PLACE = z.string().regex(/^\d{1,18}$/);

function countsIn(
  request: AccessRequest,
  ctx: CredentialsContext,
  personId: string | null,
): Promise<ConversationCounts> {
  return loadersFor(request, ctx).conversation.load({ requestId: request.id, personId });
}

/** What depends on who reads a message. Its words and its writer's name are personal data, by whatever way they are read. */
@Resolver(() => AccessRequestMessage)
export class MessageResolver {
  @FieldResolver(() => String, { description: 'Name of who wrote it, as it was then.' })
  async author(
    @Root() { author, request }: AccessRequestMessage,
    @Ctx() { accessLog }: CredentialsContext,
  ): Promise<string> {
    await accessLog.reads('ACCESS_REQUEST', request);
    return author;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'As it was written, with its lines; null once it was erased.',
  })
  async text(
    @Root() { text, request }: AccessRequestMessage,
    @Ctx() { accessLog }: CredentialsContext,
  ): Promise<string | null> {
    await accessLog.reads('ACCESS_REQUEST', request);
    return text;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer wrote it.' })
  own(@Root() { writtenBy }: AccessRequestMessage, @Ctx() { caller }: CredentialsContext): boolean {
    return isPerson(caller, writtenBy);
  }

  @ListSize(1)
  @FieldResolver(() => [MessageAttachment], { description: 'Files that go with it; none once it was erased.' })
  async attachments(
    @Root() { messageId, request }: AccessRequestMessage,
    @Ctx() { accessLog, loaders }: CredentialsContext,
  ): Promise<MessageAttachment[]> {
    await accessLog.reads('ACCESS_REQUEST', request);
    return (await loaders.attachments.load(messageId)).map(attachmentOf);
  }
}
