import { type ConformanceMessageSide, formatDateTime, MESSAGE_SIDE_LABELS } from '@portal/domain';
import { useState } from 'react';
import { problemsOf } from '../acts/problems-of.ts';
import { useAct } from '../acts/use-act.ts';
import type { RequirementThreadQuery } from '../gql/graphql.ts';
import { MessageView, ThreadLog, ThreadToggle } from '../thread/thread-view.tsx';
import { useThread } from '../thread/use-thread.ts';
import { WriteForm } from '../thread/write-form.tsx';
import { MarkMessagesRead, RequirementThread, WriteMessage } from './conformance.documents.ts';

/** What a thread is about, and on whose side one writes in it. */
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

type Found = Extract<NonNullable<RequirementThreadQuery['node']>, { messages: object }>;
type ConformanceMessage = Found['messages']['edges'][number]['node'];

/** What integrator and reviewers write to each other about a requirement: a button, and behind it the thread. */
export function Thread(props: ThreadProps) {
  const [open, setOpen] = useState(false);
  const { title, messageCount, unreadMessages } = props.requirement;
  if (messageCount === 0 && !props.mayWrite) return null;
  return (
    <ThreadToggle about={`sobre ${title}`} {...{ messageCount, unreadMessages, open }} onToggle={setOpen}>
      <OpenThread {...props} />
    </ThreadToggle>
  );
}

function OpenThread({ runId, requirement: of, side, viewerId, mayWrite }: ThreadProps) {
  const { key: requirement, messageCount, unreadMessages } = of;
  const [write] = useAct(WriteMessage);
  const shown = useThread<ConformanceMessage>({
    key: `${runId} ${requirement}`,
    messageCount,
    unreadMessages,
    readPage: async (client, after) => {
      const asked = { runId, requirement, after };
      const { data, error } = await client.query(RequirementThread, asked, { requestPolicy: 'network-only' });
      return { page: data?.node && 'messages' in data.node ? data.node.messages : undefined, error };
    },
    markRead: (client, upTo) =>
      void client.mutation(MarkMessagesRead, { input: { runId, requirement, upTo } }).toPromise(),
  });
  return (
    <>
      <ThreadLog label={`Mensagens sobre ${of.title}`} shown={shown}>
        {(message) => (
          <MessageView own={message.own} from={<From message={message} />}>
            <p className="thread-text">{message.text}</p>
          </MessageView>
        )}
      </ThreadLog>
      {mayWrite ? (
        <WriteForm
          side={side}
          viewerId={viewerId}
          draftKey={`mensagem.${runId}.${requirement}`}
          send={async ({ text }, idempotencyKey) => {
            const { data, error } = await write({ input: { runId, requirement, text, idempotencyKey } });
            return problemsOf(data?.writeConformanceMessage, error);
          }}
        />
      ) : (
        <p className="field-help">Nesta execução não se escreve agora.</p>
      )}
    </>
  );
}

function From({
  message: { side, own, writtenAt, suiteVersion, connector },
}: {
  readonly message: ConformanceMessage;
}) {
  return (
    <>
      <strong>{own ? 'Você' : MESSAGE_SIDE_LABELS[side]}</strong>, em {formatDateTime(writtenAt)}, sobre a versão{' '}
      {suiteVersion}
      {connector !== null && ` e ${connector}`}
    </>
  );
}
