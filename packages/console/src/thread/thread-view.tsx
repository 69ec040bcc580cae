import './thread.css';
import { messagesWord } from '@portal/domain';
import { Button, Message, Skeleton } from '@portal/ui';
import { Fragment, type ReactNode, type Ref, useId } from 'react';
import { awayMessage } from '../graph-errors.ts';
import type { ThreadMessage } from './thread-pages.ts';
import type { ShownThread } from './use-thread.ts';

interface ThreadToggleProps {
  /** What it is about, after the button's words, for who does not see where it stands. */
  readonly about: string;
  readonly messageCount: number;
  readonly unreadMessages: number;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A button that says how much was written, and behind it the thread. */
export function ThreadToggle({ about, messageCount, unreadMessages, open, onToggle, children }: ThreadToggleProps) {
  const id = useId();
  return (
    <div className="thread">
      <Button
        size="small"
        icon={open ? 'up' : 'down'}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => onToggle(!open)}
      >
        {messagesWord({ messageCount, unreadMessages })}
        <span className="visually-hidden"> {about}</span>
      </Button>
      {open && (
        <section id={id} className="thread-open" aria-label={`Mensagens ${about}`}>
          {children}
        </section>
      )}
    </div>
  );
}

interface ThreadLogProps<Message extends ThreadMessage> {
  readonly label: string;
  readonly shown: ShownThread<Message>;
  /** Takes the focus where a message's own button has gone. */
  readonly log?: Ref<HTMLDivElement>;
  readonly children: (message: Message) => ReactNode;
}

/** The messages of a thread, the oldest first; what comes is read out. */
export function ThreadLog<Message extends ThreadMessage>({ label, shown, log, children }: ThreadLogProps<Message>) {
  const { thread, error, reading, retry, readOlder } = shown;
  return (
    <>
      {error && (
        <Message
          tone="danger"
          actions={
            <Button size="small" busy={reading} onClick={retry}>
              Tentar de novo
            </Button>
          }
        >
          <p>{awayMessage(error) ?? 'Não foi possível ler as mensagens agora.'}</p>
        </Message>
      )}
      {!thread && !error && <Skeleton lines={2} />}
      {thread && thread.before !== null && (
        <Button size="small" variant="tertiary" busy={reading} onClick={readOlder}>
          Ver as anteriores
        </Button>
      )}
      {/* It is there before the first message, or nobody would hear of that one. */}
      <div className="thread-log" role="log" aria-label={label} tabIndex={-1} ref={log}>
        {thread?.messages.map((message) => (
          <Fragment key={message.messageId}>{children(message)}</Fragment>
        ))}
      </div>
    </>
  );
}

interface MessageViewProps {
  readonly own: boolean;
  /** Who wrote it, when, and of what it is said. */
  readonly from: ReactNode;
  /** What may be done to it. */
  readonly act?: ReactNode;
  readonly children: ReactNode;
}

/** A message, and from whom it is. */
export function MessageView({ own, from, act, children }: MessageViewProps) {
  return (
    <div className={own ? 'thread-message own' : 'thread-message'}>
      <div className="thread-from">
        <p>{from}</p>
        {act}
      </div>
      {children}
    </div>
  );
}
