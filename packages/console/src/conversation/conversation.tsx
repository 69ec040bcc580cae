import {
  type ConversationState,
  conversationClosed,
  formatDate,
  formatDateTime,
  formatFileSize,
  MESSAGE_SIDE_LABELS,
  type MessageSide,
} from '@portal/domain';
import { useEffect, useRef, useState } from 'react';
import { problemsOf } from '../acts/problems-of.ts';
import { useAct } from '../acts/use-act.ts';
import type { ConversationMessagesQuery } from '../gql/graphql.ts';
import { MessageView, ThreadLog } from '../thread/thread-view.tsx';
import { useThread } from '../thread/use-thread.ts';
import { WriteForm, type WriteFormProps } from '../thread/write-form.tsx';
import type { MessageFiles } from '../uploads/use-uploads.ts';
import { ConversationMessages, MarkRequestMessagesRead, WriteRequestMessage } from './conversation.documents.ts';
import { EraseMessage } from './erase-message.tsx';
import { asErased, type ErasableMessage, type Erased } from './erased.ts';

/** A request, as far as its conversation hangs on it. */
export interface ConversationRequest {
  readonly id: string;
  readonly protocol: string;
  readonly messageCount: number;
  readonly unreadMessages: number;
  readonly conversation: ConversationState;
  readonly conversationEndsAt: string | null;
  /** On whose side the viewer writes: who reviews erases too; null for who does neither. */
  readonly messageSide: MessageSide | null;
  readonly mayWriteMessages: boolean;
}

interface ConversationProps {
  readonly request: ConversationRequest;
  readonly viewerId: string;
  /** Sends files that are to go with a message. */
  readonly files: MessageFiles;
  /** Puts something beside where one writes. */
  readonly around?: WriteFormProps['around'];
  /** What was erased while it is on show, wherever in the thread it stands. */
  readonly erased: Erased;
}

type RequestMessage = NonNullable<ConversationMessagesQuery['accessRequest']>['messages']['edges'][number]['node'];

/** What applicant and reviewers write to each other on a request; what is on show is read. */
export function Conversation({ request, viewerId, files, around, erased }: ConversationProps) {
  const { id, messageCount, unreadMessages, messageSide: side } = request;
  const [write] = useAct(WriteRequestMessage);
  const [erasedHere, setErasedHere] = useState<string>();
  const log = useRef<HTMLDivElement>(null);
  const shown = useThread<RequestMessage>({
    key: id,
    messageCount,
    unreadMessages,
    readPage: async (client, after) => {
      const { data, error } = await client.query(
        ConversationMessages,
        { id, after },
        { requestPolicy: 'network-only' },
      );
      return { page: data?.accessRequest?.messages, error };
    },
    markRead: (client, upTo) => void client.mutation(MarkRequestMessagesRead, { input: { id, upTo } }).toPromise(),
  });
  function eraseHere(message: ErasableMessage): void {
    erased.note(message);
    setErasedHere(message.messageId);
  }
  // The button that had the focus went with the words.
  useEffect(() => {
    if (erasedHere !== undefined) log.current?.focus();
  }, [erasedHere]);
  const label = `Mensagens da solicitação ${request.protocol}`;
  return (
    <div className="conversation">
      <ThreadLog label={label} shown={shown} log={log}>
        {(read) => {
          const message = asErased(read, erased.at);
          return (
            <MessageView
              own={message.own}
              from={<From message={message} />}
              act={
                side === 'REVIEWERS' && message.text !== null && <EraseMessage message={message} onErased={eraseHere} />
              }
            >
              <Words message={message} />
            </MessageView>
          );
        }}
      </ThreadLog>
      {messageCount === 0 && side && request.mayWriteMessages && <p className="field-help">{EMPTY[side]}</p>}
      {side && request.mayWriteMessages ? (
        <>
          <WriteForm
            side={side}
            viewerId={viewerId}
            draftKey={`conversa.${id}`}
            files={files}
            around={around}
            send={async ({ text, attachments }, idempotencyKey) => {
              const { data, error } = await write({
                input: { id, text, attachments: [...attachments], idempotencyKey },
              });
              return problemsOf(data?.writeAccessRequestMessage, error);
            }}
          />
          {request.conversationEndsAt !== null && (
            <p className="field-help">Esta conversa fica aberta até {formatDate(request.conversationEndsAt)}.</p>
          )}
        </>
      ) : (
        <p className="field-help">{closedWords(request)}</p>
      )}
    </div>
  );
}

const EMPTY: Readonly<Record<MessageSide, string>> = {
  INTEGRATOR: 'Escreva aqui se tiver uma dúvida sobre a análise. A resposta aparece nesta página.',
  REVIEWERS: 'O que você escrever aqui é lido por quem pediu. As notas internas ficam junto de cada requisito.',
};

/** Why nothing can be written now. */
export function closedWords({ conversation, conversationEndsAt }: ConversationRequest): string {
  const end = conversationEndsAt === null ? null : new Date(conversationEndsAt);
  return conversationClosed(conversation, end) ?? 'Aqui escrevem quem pediu e a equipe de análise.';
}

function From({ message: { own, author, side, writtenAt } }: { readonly message: RequestMessage }) {
  return (
    <>
      <strong>{own ? 'Você' : author}</strong>
      {!own && ` (${MESSAGE_SIDE_LABELS[side].toLowerCase()})`}, em {formatDateTime(writtenAt)}
    </>
  );
}

function Words({ message: { text, erasedAt, attachments } }: { readonly message: RequestMessage }) {
  if (text !== null) {
    return (
      <>
        <p className="thread-text">{text}</p>
        {attachments.length > 0 && (
          <ul className="thread-files">
            {attachments.map((file) => (
              <li key={file.attachmentId}>
                <a href={file.downloadUrl} download={file.fileName}>
                  {file.fileName}
                </a>
                <span>({formatFileSize(file.size)})</span>
              </li>
            ))}
          </ul>
        )}
      </>
    );
  }
  return (
    <p className="thread-erased">
      Apagada pela equipe de análise{erasedAt !== null && ` em ${formatDateTime(erasedAt)}`}: mostrava dados de
      paciente.
    </p>
  );
}
