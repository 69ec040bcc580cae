import { ERASURE_DAYS, erasureHeading, erasureObstacleText } from '@portal/domain';
import { Button, ConfirmDialog, Message } from '@portal/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { actMessage } from '../acts/act-message.ts';
import { useAct } from '../acts/use-act.ts';
import { useConsole } from '../console-context.tsx';
import type { ViewerErasureQuery } from '../gql/graphql.ts';
import { QueryView } from '../reading/query-view.tsx';
import { useRead } from '../reading/reading.ts';
import { RequestErasure, TakeBackErasure, ViewerErasure } from './own-data.documents.ts';

type Standing = NonNullable<ViewerErasureQuery['viewer']>;
type Obstacle = Standing['erasureObstacles'][number];

/** How the erasure of one's account stands: what follows from it, what keeps it back, asking for it and taking it back. */
export function EraseAccount() {
  const standing = useRead({ query: ViewerErasure, pick: (data) => data.viewer });
  return (
    <>
      <p>
        A conta deixa de existir {ERASURE_DAYS} dias depois do pedido ou, se algo impedir, um dia depois que isso
        terminar, com aviso. Até ser apagada, você pode desistir. Depois, não há como voltar atrás:
      </p>
      <ul>
        <li>
          deixam de existir a sua conta, o seu nome, e-mail, CPF e telefone, as sessões, os tokens, os webhooks
          pessoais, os avisos e as suas preferências, e você sai das suas equipes;
        </li>
        <li>
          no histórico e nas mensagens, no lugar do seu nome aparece “Pessoa removida”; o texto do que você escreveu
          continua;
        </li>
        <li>
          continuam as solicitações, as decisões, os comprovantes e o registro de auditoria, que a lei manda guardar,
          sem o seu nome; o que alguém decidiu pelo Ministério da Saúde continua com o nome de quem decidiu;
        </li>
        <li>se entrar de novo com a sua conta gov.br, você começa como uma pessoa nova.</li>
      </ul>
      <QueryView of={standing} lines={2}>
        {({ erasure, erasureObstacles }) =>
          erasure ? <Asked dueAt={erasure.dueAt} obstacles={erasureObstacles} /> : <Ask obstacles={erasureObstacles} />
        }
      </QueryView>
    </>
  );
}

function Ask({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string>();
  const [request, busy] = useAct(RequestErasure);

  async function confirm(): Promise<void> {
    setProblem(undefined);
    const { data, error } = await request({});
    if (data?.answer.problems.length !== 0) return setProblem(actMessage(data?.answer.problems, error));
    setAsking(false);
  }

  if (obstacles.length > 0) {
    return (
      <Message tone="warning" title="Antes de apagar a conta">
        <Obstacles obstacles={obstacles} />
      </Message>
    );
  }
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        Apagar a minha conta
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title="Apagar a sua conta?"
        confirmLabel="Apagar a minha conta"
        cancelLabel="Manter a conta"
        busy={busy}
        onConfirm={() => void confirm()}
        onCancel={() => setAsking(false)}
      >
        <p>
          Em {ERASURE_DAYS} dias a sua conta e os seus dados deixam de existir. Até lá tudo funciona como antes, e você
          pode desistir nesta página. Baixe antes os seus dados, se quiser guardá-los.
        </p>
        {problem !== undefined && <Message tone="danger">{problem}</Message>}
      </ConfirmDialog>
    </>
  );
}

function Asked({ dueAt, obstacles }: { readonly dueAt: string; readonly obstacles: readonly Obstacle[] }) {
  const [problem, setProblem] = useState<string>();
  const [takeBack, busy] = useAct(TakeBackErasure);

  async function press(): Promise<void> {
    setProblem(undefined);
    const { data, error } = await takeBack({});
    if (data?.answer.problems.length !== 0) setProblem(actMessage(data?.answer.problems, error));
  }

  const heading = erasureHeading(dueAt, { keptBack: obstacles.length > 0, now: new Date() });
  return (
    <>
      <Message tone="warning" title={heading}>
        <p>Até lá você pode desistir, e tudo continua como está.</p>
        {obstacles.length > 0 && (
          <>
            <p>Enquanto houver o que segue, ela não é apagada:</p>
            <Obstacles obstacles={obstacles} />
          </>
        )}
      </Message>
      <Button variant="primary" busy={busy} onClick={() => void press()}>
        Desistir de apagar a conta
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}

/** Where each is mended, in the console that has the page. */
const PLACES: Partial<Record<Obstacle['kind'], { remote: string; to: (id: string) => string }>> = {
  OPEN_REQUEST: { remote: 'integrator', to: (id) => `/solicitacoes/${id}` },
  LAST_GESTOR: { remote: 'integrator', to: (id) => `/equipes/${id}` },
  CREDENTIAL_MANAGER: { remote: 'integrator', to: (id) => `/credenciais/${id}` },
  HELD_REVIEW: { remote: 'reviewer', to: (id) => `/solicitacoes/${id}` },
};

function Obstacles({ obstacles }: { readonly obstacles: readonly Obstacle[] }) {
  const { remote } = useConsole();
  return (
    <ul>
      {obstacles.map(({ kind, about, aboutId }) => {
        const place = PLACES[kind];
        return (
          <li key={`${kind} ${aboutId}`}>
            {erasureObstacleText(kind, about)}{' '}
            {place?.remote === remote.name && aboutId !== null && <Link to={place.to(aboutId)}>Abrir {about}</Link>}
          </li>
        );
      })}
    </ul>
  );
}
