import './thread.css';
import { type ConformanceMessageSide, formatDateTime, MESSAGE_SIDE_LABELS } from '@portal/domain';
import { Button, Message, Skeleton } from '@portal/ui';
import { useId, useState } from 'react';
import { awayMessage } from '../graph-errors.ts';
import { messagesWord } from './messages-word.ts';
import type { ThreadMessage } from './thread-pages.ts';
import { useThread } from './use-thread.ts';
import { WriteForm } from './write-form.tsx';

/** What a thread is about, and for whom one writes in it. */
export interface ThreadProps {
  readonly runId: string;
  readonly requirement: {
    readonly key: string;
    readonly title: string;
    readonly messageCount: number;
    readonly unreadMessages: number;
  };
  readonly side: ConformanceMessageSide;
  /** Whose unsent text is kept in this tab. */
  readonly viewerId: string;
  readonly mayWrite: boolean;
}

/** What integrator and reviewers write to each other about a requirement: a button, and behind it the thread. */
export function Thread(props: ThreadProps) {
  const { requirement, mayWrite } = props;
  const [open, setOpen] = useState(false);
  const id = useId();
  const { title, messageCount, unreadMessages } = requirement;
  if (messageCount === 0 && !mayWrite) return null;
  return (
    <div className="thread">
      <Button
        size="small"
        icon={open ? 'up' : 'down'}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {messagesWord({ messageCount, unreadMessages })}
        <span className="visually-hidden"> sobre {title}</span>
      </Button>
      {open && (
        <section id={id} aria-label={`Mensagens sobre ${title}`}>
          <OpenThread {...props} />
        </section>
      )}
    </div>
  );
}

function OpenThread({ runId, requirement, side, viewerId, mayWrite }: ThreadProps) {
  const { thread, error, reading, retry, readOlder } = useThread({ runId, requirement });
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
      {/* What comes is read out; it is there before the first message, or nobody would hear of that one. */}
      <div role="log" aria-label={`Mensagens sobre ${requirement.title}`}>
        {thread?.messages.map((message) => (
          <MessageView key={message.messageId} message={message} />
        ))}
      </div>
      {mayWrite ? (
        <WriteForm runId={runId} requirement={requirement} side={side} viewerId={viewerId} />
      ) : (
        <p className="field-help">Nesta execução não se escreve agora.</p>
      )}
    </>
  );
}

function MessageView({ message }: { readonly message: ThreadMessage }) {
  const { side, own, writtenAt, suiteVersion, connector, text } = message;
  return (
    <div className={own ? 'thread-message own' : 'thread-message'}>
      <p className="thread-from">
        <strong>{own ? 'Você' : MESSAGE_SIDE_LABELS[side]}</strong>, em {formatDateTime(writtenAt)}, sobre a versão{' '}
        {suiteVersion}
        {connector !== null && ` e ${connector}`}
      </p>
      <p className="thread-text">{text}</p>
    </div>
  );
}
