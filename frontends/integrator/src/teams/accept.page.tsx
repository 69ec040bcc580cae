import { RequireViewer } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { Breadcrumb, Button, EmptyState, LinkButton, Message, PageTitle } from '@portal/ui';
import { useState } from 'react';
import { forgetSecret, keptSecret } from '../kept-secret.ts';
import { AcceptTeamInvitation } from './team.documents.ts';

/** Where the secret is kept. */
const KEPT = 'portal:convite';

/** /convite#… */
export function Component() {
  const [secret] = useState(() => keptSecret(KEPT));
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Convite' }]} />
      <RequireViewer>
        <PageTitle>Convite para uma equipe</PageTitle>
        {secret ? <Accepting secret={secret} /> : <NoInvitation />}
      </RequireViewer>
    </>
  );
}

function Accepting({ secret }: { readonly secret: string }) {
  const [accept, busy] = useAct(AcceptTeamInvitation);
  const [teamName, setTeamName] = useState<string>();
  const [problem, setProblem] = useState<string>();

  async function send(): Promise<void> {
    const { data, error } = await accept({ secret });
    const answer = data?.acceptTeamInvitation;
    if (!answer?.teamName) return setProblem(actMessage(answer?.problems, error));
    forgetSecret(KEPT);
    setTeamName(answer.teamName);
  }

  if (teamName !== undefined) {
    return (
      <Message tone="success">
        <p>
          Você aceitou o convite da equipe <strong>{teamName}</strong>. Falta um gestor dela confirmar quem você é:
          depois disso ela aparece em Equipes.
        </p>
      </Message>
    );
  }
  return (
    <>
      <p>
        Quem convidou você vai ver o seu nome, o seu e-mail e o nível da sua conta gov.br, e confirmar que é você. Até
        lá você não vê nada da equipe.
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <Button variant="primary" busy={busy} onClick={() => void send()}>
        Aceitar o convite
      </Button>
    </>
  );
}

function NoInvitation() {
  return (
    <EmptyState
      title="Este endereço não tem um convite"
      icon="person"
      action={<LinkButton to="/equipes">Ver as suas equipes</LinkButton>}
    >
      <p>Abra o link que você recebeu, inteiro. Se ele já foi usado ou venceu, peça outro a quem convidou.</p>
    </EmptyState>
  );
}
