import { MessageSide, NoticeKind } from '@portal/domain';
import { Node, RequiresScopes } from '@portal/service-kit';
import { Field, ID, ObjectType } from 'type-graphql';
import type { NoticeRow } from './notice-rows.ts';

/** Aviso: one person's, of one occasion. */
@RequiresScopes('session')
@ObjectType({
  implements: Node,
  description: 'What one person is told, once for an occasion, with the page it leads to. Theirs alone.',
})
export class Notice {
  @Field(() => ID, { description: 'Opaque identifier.' })
  id!: string;

  @Field(() => NoticeKind, { description: 'What it tells of.' })
  kind!: NoticeKind;

  @Field(() => MessageSide, { description: 'In which console it is read: of who asks for access, or of reviewers.' })
  side!: MessageSide;

  @Field(() => Date, { description: 'When what it tells of happened.' })
  at!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was read; null while it is not.' })
  readAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: 'Protocol of the request, or of the one that the credential came from; null for what is about none.',
  })
  protocol!: string | null;

  @Field(() => ID, { nullable: true, description: 'The request it is about, or that the credential came from.' })
  accessRequestId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The credential it is about, if it is about one.' })
  credentialId!: string | null;

  @Field(() => ID, { nullable: true, description: 'The team whose tokens or webhooks it is about.' })
  teamId!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'When the credential ends, the answer is due, or the account is erased.',
  })
  deadline!: Date | null;
}

/** Shows a row. */
export function noticeOf(row: NoticeRow): Notice {
  const { id, kind, side, protocol, request_id: accessRequestId, credential_id: credentialId, team_id: teamId } = row;
  const [at, readAt, deadline] = [row.at, row.read_at, row.deadline].map((moment) => moment && new Date(moment));
  return {
    id,
    kind,
    side,
    protocol,
    accessRequestId,
    credentialId,
    teamId,
    at: at as Date,
    readAt,
    deadline,
  } as Notice;
}
