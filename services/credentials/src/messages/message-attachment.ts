import { RequiresScopes } from '@portal/service-kit';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AttachmentRow } from './attachment-rows.ts';

/** A file that goes with a message. */
@RequiresScopes('inherited')
@ObjectType({ description: 'A PDF or PNG file that goes with a message. It is no evidence, and proves nothing.' })
export class MessageAttachment {
  @Field(() => ID, { description: 'The last part of its address.' })
  attachmentId!: string;

  @Field(() => String, { description: 'Name that the file had on the computer of who sent it.' })
  fileName!: string;

  @Field(() => String, { description: 'application/pdf or image/png, told from the bytes.' })
  mediaType!: string;

  @Field(() => Int, { description: 'Bytes.' })
  size!: number;

  @Field(() => String, { description: 'Where the bytes are had.' })
  downloadUrl!: string;
}

/** Shows a row. */
export function attachmentOf({ id, file_name, media_type, size }: AttachmentRow): MessageAttachment {
  const downloadUrl = `/message-attachments/${id}`;
  return { attachmentId: id, fileName: file_name, mediaType: media_type, size, downloadUrl };
}
