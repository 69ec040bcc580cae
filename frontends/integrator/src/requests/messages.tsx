import { useLive, useUploads, useViewer } from '@portal/console';
import { Conversation, closedWords, ThreadToggle, useErased } from '@portal/console/conversation';
import { newMessagesWord } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { RequestQuery } from '../gql/graphql.ts';
import { MESSAGES_ANCHOR } from './addresses.ts';
import { MessageChanged } from './request.documents.ts';

type RequestOfPage = NonNullable<RequestQuery['accessRequest']>;

interface RequestMessagesProps {
  readonly request: RequestOfPage;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** Whether the conversation of a page is on show: from the start where its address asks for it. */
export function useMessagesOpen(): [open: boolean, toggle: (open: boolean) => void] {
  const { hash } = useLocation();
  return useState(hash === `#${MESSAGES_ANCHOR}`);
}

/** Says at the top of the page that there is something new to read, until it is read. */
export function NewMessages({ request, open, onToggle }: RequestMessagesProps) {
  if (open || request.unreadMessages === 0) return null;
  return (
    <Message
      tone="info"
      title={`${newMessagesWord(request.unreadMessages)} da equipe de análise`}
      actions={
        <Button size="small" onClick={() => onToggle(true)}>
          Ler
        </Button>
      }
    >
      <p>A equipe escreveu a você sobre esta solicitação.</p>
    </Message>
  );
}

/** What the applicant and those who review write to each other. */
export function RequestMessages({ request, open, onToggle }: RequestMessagesProps) {
  const { id, protocol, messageCount, unreadMessages } = request;
  const viewer = useViewer();
  const { messageFiles } = useUploads();
  const erased = useErased();
  const title = useRef<HTMLHeadingElement>(null);
  const before = useRef(false);
  useLive(MessageChanged, ({ accessRequestMessageChanged: { message, accessRequest } }) => {
    if (accessRequest.id === id) erased.note(message);
  });
  // Opened from elsewhere in the page or by its address, it is gone to; by its own button one is there.
  useEffect(() => {
    const opened = open && !before.current;
    before.current = open;
    if (opened && !title.current?.parentElement?.contains(document.activeElement)) title.current?.focus();
  }, [open]);
  return (
    <section aria-labelledby={MESSAGES_ANCHOR}>
      <h2 id={MESSAGES_ANCHOR} tabIndex={-1} ref={title}>
        Mensagens
      </h2>
      {messageCount === 0 && !request.mayWriteMessages ? (
        <p>{closedWords(request)}</p>
      ) : (
        <ThreadToggle about={`sobre a solicitação ${protocol}`} {...{ messageCount, unreadMessages, open, onToggle }}>
          {viewer && <Conversation {...{ request, erased }} viewerId={viewer.id} files={messageFiles(id)} />}
        </ThreadToggle>
      )}
    </section>
  );
}
