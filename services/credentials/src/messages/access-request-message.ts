import { LIMITS, MESSAGE_MAX_FILES, MessageSide } from '@portal/domain';
import { IDEMPOTENCY_KEY, ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { AccessRequest } from '../requests/access-request.ts';
import type { MessageRow } from './message-rows.ts';

/** What was written on a request. */
@RequiresScopes('inherited')
@ObjectType({
  description:
    'What the applicant or a reviewer wrote on a request. It is never changed; one that shows a patient is erased, and its place stays.',
})
export class AccessRequestMessage {
  @Field(() => ID, { description: 'What is marked as read up to, and what is erased.' })
  messageId!: string;

  @Field(() => MessageSide, { description: 'On whose side its writer stood.' })
  side!: MessageSide;

  author!: string;

  @Field(() => Date, { description: 'When.' })
  writtenAt!: Date;

  text!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When a reviewer erased it, because it showed data of a patient; null while it stands.',
  })
  erasedAt!: Date | null;

  /** Where it stands in its conversation. */
  place!: string;
  writtenBy!: string;
  /** What it was written on. */
  request!: RequestOfMessage;
}

type RequestOfMessage = Pick<AccessRequest, 'id' | 'members'>;

/** Shows a row, and on which request it stands. */
export function messageOf(row: MessageRow, request: RequestOfMessage): AccessRequestMessage {
  return {
    request,
    messageId: row.id,
    side: row.side,
    author: row.author,
    writtenAt: new Date(row.written_at),
    text: row.text,
    erasedAt: row.erased_at === null ? null : new Date(row.erased_at),
    place: row.place,
    writtenBy: row.written_by,
  };
}

/** What writing or erasing a message answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The message and its request as it is now, or the problems a person can mend.' })
export class AccessRequestMessagePayload {
  @Field(() => AccessRequestMessage, { nullable: true, description: 'As it stands; null where nothing was done.' })
  message!: AccessRequestMessage | null;

  @Field(() => AccessRequest, { nullable: true, description: 'As it is now; null where it was not found.' })
  accessRequest!: AccessRequest | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done.' })
  problems!: readonly Problem[];
}

const { min, max } = LIMITS.message;

/** What is written on a request. */
@InputType({ description: 'What is written on a request.' })
export class WriteAccessRequestMessageInput {
  @Field(() => ID, { description: "The request: one's own, or, for reviewers, one of somebody else." })
  id!: string;

  @Field(() => String, {
    description: `${min} to ${max.toLocaleString('en')} characters, without anybody's CPF.`,
  })
  text!: string;

  @Field(() => [ID], {
    nullable: true,
    description: `Files that go with it, at most ${MESSAGE_MAX_FILES}: ids that \`POST /message-attachments?accessRequest=ID\` answered within the last 24 hours.`,
  })
  attachments?: string[] | null;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** How far a conversation was read. */
@InputType({ description: 'How far the viewer has read what was written on a request.' })
export class MarkAccessRequestMessagesReadInput {
  @Field(() => ID, { description: 'A request that the viewer reads.' })
  id!: string;

  @Field(() => ID, { description: 'The newest message that was read: what came after it stays unread.' })
  upTo!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** Which message is erased. */
@InputType({ description: 'A message that shows data of a patient.' })
export class EraseAccessRequestMessageInput {
  @Field(() => ID, { description: 'The message.' })
  messageId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
