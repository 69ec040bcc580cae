import { formatDateTime } from '@portal/domain';
import { Button, type Column, ConfirmDialog, DataTable, Message, Tag, useNotify } from '@portal/ui';
import { useState } from 'react';
import { actMessage } from '../acts/act-message.ts';
import { useAct } from '../acts/use-act.ts';
import type { OpenSessionViewFragment } from '../gql/graphql.ts';
import { QueryView } from '../reading/query-view.tsx';
import { useRead } from '../reading/reading.ts';
import { EndOtherSessions, EndSession, OpenSessions as OpenSessionsQuery } from './own-data.documents.ts';

type OpenSession = OpenSessionViewFragment;

/** Where the viewer is signed in, each with its way out; this browser's is left by *Sair*. */
export function OpenSessions() {
  const sessions = useRead({
    query: OpenSessionsQuery,
    requestPolicy: 'cache-and-network',
    pick: (data) => data.openSessions,
  });
  const [ending, setEnding] = useState<OpenSession | 'others'>();
  const { notify } = useNotify();
  return (
    <>
      <QueryView of={sessions} lines={3}>
        {(all) => (
          <>
            <DataTable
              caption="Onde a sua conta está aberta"
              columns={columnsFor(setEnding)}
              rows={all}
              rowKey={({ sessionId }) => sessionId}
            />
            {all.some(({ current }) => !current) ? (
              <Button icon="signOut" onClick={() => setEnding('others')}>
                Sair de todas as outras
              </Button>
            ) : (
              <p>A sua conta não está aberta em nenhum outro navegador.</p>
            )}
          </>
        )}
      </QueryView>
      {ending === 'others' && (
        <EndOthers
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined);
            notify({ about: 'sessões', tone: 'success', text: 'A sua conta ficou aberta só neste navegador.' });
          }}
        />
      )}
      {ending !== undefined && ending !== 'others' && (
        <EndOne
          session={ending}
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined);
            notify({ about: ending.sessionId, tone: 'success', text: `Sessão encerrada: ${browserWords(ending)}.` });
          }}
        />
      )}
    </>
  );
}

function columnsFor(onEnd: (session: OpenSession) => void): Column<OpenSession>[] {
  return [
    { id: 'navegador', header: 'Navegador', rowHeader: true, cell: browserWords },
    { id: 'parte', header: 'Parte do Portal', cell: consoleWords },
    { id: 'entrou', header: 'Entrou em', cell: ({ startedAt }) => formatDateTime(startedAt) },
    { id: 'uso', header: 'Último uso', cell: ({ lastUsedAt }) => formatDateTime(lastUsedAt) },
    {
      id: 'atos',
      header: 'Ações',
      hideHeader: true,
      cell: (session) =>
        session.current ? (
          <Tag icon="check">Este navegador</Tag>
        ) : (
          <Button size="small" danger onClick={() => onEnd(session)}>
            Encerrar<span className="visually-hidden"> {wordsOf(session)}</span>
          </Button>
        ),
    },
  ];
}

function browserWords({ browser, system }: OpenSession): string {
  if (!browser) return system ? `Navegador desconhecido, ${system}` : 'Navegador desconhecido';
  return system ? `${browser}, ${system}` : browser;
}

function consoleWords({ atReview }: OpenSession): string {
  if (atReview === null) return 'Não informada';
  return atReview ? 'Análise' : 'Integração';
}

/** Two of one browser are told apart by when they began. */
function wordsOf(session: OpenSession): string {
  return `${browserWords(session)}, desde ${formatDateTime(session.startedAt)}`;
}

interface EndingProps {
  readonly onClose: () => void;
  readonly onEnded: () => void;
}

function EndOne({ session, onClose, onEnded }: EndingProps & { readonly session: OpenSession }) {
  const [end, busy] = useAct(EndSession);
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await end({ sessionId: session.sessionId });
    if (data?.answer.problems.length === 0) onEnded();
    else setProblem(actMessage(data?.answer.problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title="Encerrar esta sessão?"
      confirmLabel="Encerrar sessão"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>{wordsOf(session)}: a sua conta sai do Portal nesse navegador agora.</p>
      <Consequences problem={problem} />
    </ConfirmDialog>
  );
}

function EndOthers({ onClose, onEnded }: EndingProps) {
  const [end, busy] = useAct(EndOtherSessions);
  const [problem, setProblem] = useState<string>();

  async function confirm(): Promise<void> {
    const { data, error } = await end({});
    if (data?.answer.problems.length === 0) onEnded();
    else setProblem(actMessage(data?.answer.problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title="Sair de todas as outras sessões?"
      confirmLabel="Sair das outras"
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>A sua conta fica aberta só neste navegador, nesta parte do Portal.</p>
      <Consequences problem={problem} />
    </ConfirmDialog>
  );
}

function Consequences({ problem }: { readonly problem: string | undefined }) {
  return (
    <>
      <p>
        O que já foi salvo continua salvo; o que não foi enviado lá se perde. Tokens de acesso continuam valendo. Se não
        foi você que entrou, troque também a senha da sua conta gov.br.
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
