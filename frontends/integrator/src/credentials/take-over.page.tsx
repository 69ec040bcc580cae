import { QueryView, RequireViewer, useRead } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { ENVIRONMENT_LABELS, formatDateTime } from '@portal/domain';
import { Breadcrumb, Button, DescriptionList, EmptyState, LinkButton, Message, PageTitle, useNotify } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { TransferOfferQuery } from '../gql/graphql.ts';
import { forgetSecret, keptSecret } from '../kept-secret.ts';
import { AcceptTransfer, DeclineTransfer, TransferOffer } from './credential.documents.ts';
import { credentialAddress } from './credential-address.ts';
import { WhatMoves } from './what-moves.tsx';

/** Where the secret is kept. */
const KEPT = 'portal:transferencia';

/** /transferencia#… */
export function Component() {
  const [secret] = useState(() => keptSecret(KEPT));
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Transferência' }]} />
      <RequireViewer>
        <PageTitle>Transferência de credencial</PageTitle>
        {secret ? <Offer secret={secret} /> : NOTHING}
      </RequireViewer>
    </>
  );
}

const NOTHING = (
  <EmptyState
    title="Este link não leva a uma transferência"
    icon="key"
    action={<LinkButton to="/credenciais">Ver as suas credenciais</LinkButton>}
  >
    <p>Abra o link que você recebeu, inteiro. Se ele já foi respondido ou venceu, peça outro a quem ofereceu.</p>
  </EmptyState>
);

function Offer({ secret }: { readonly secret: string }) {
  const offer = useRead({ query: TransferOffer, variables: { secret }, pick: (data) => data.credentialTransfer });
  return (
    <QueryView of={offer} lines={6} empty={NOTHING}>
      {(found) => <Offered secret={secret} offer={found} />}
    </QueryView>
  );
}

interface OfferedProps {
  readonly secret: string;
  readonly offer: NonNullable<TransferOfferQuery['credentialTransfer']>;
}

function Offered({ secret, offer }: OfferedProps) {
  const [declined, setDeclined] = useState(false);
  if (declined) return <Message tone="success">Você recusou a transferência. Nada mudou na credencial.</Message>;
  return (
    <>
      <p>
        {offer.offeredBy} oferece esta credencial a outra equipe do mesmo estabelecimento, até{' '}
        {formatDateTime(offer.expiresAt)}.
      </p>
      <DescriptionList
        items={[
          { term: 'Identificador do solicitante', value: offer.requesterIdentifier },
          { term: 'Sistema', value: offer.systemName ?? 'Não informado' },
          {
            term: 'Portfólio',
            value: `${offer.portfolio.name}, ${ENVIRONMENT_LABELS[offer.environment].toLowerCase()}`,
          },
          { term: 'Estabelecimento', value: offer.establishmentName },
          { term: 'Credenciais que vão', value: String(offer.credentialCount) },
          { term: 'Solicitações que vão', value: String(offer.requestCount) },
        ]}
      />
      <WhatMoves />
      {offer.teams.length === 0 ? (
        <Message tone="warning" role="none">
          Só quem é gestor de outra equipe deste estabelecimento pode aceitar ou recusar.
        </Message>
      ) : (
        <Answers secret={secret} offer={offer} onDeclined={() => setDeclined(true)} />
      )}
    </>
  );
}

/** A button for each team that may take it, which are one as a rule. */
function Answers({ secret, offer, onDeclined }: OfferedProps & { readonly onDeclined: () => void }) {
  const [accept, accepting] = useAct(AcceptTransfer);
  const [decline, declining] = useAct(DeclineTransfer);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();
  const { notify } = useNotify();

  async function take(teamId: string): Promise<void> {
    const { data, error } = await accept({ secret, teamId });
    const answer = data?.acceptCredentialTransfer;
    if (!answer?.credential) return setProblem(actMessage(answer?.problems, error));
    forgetSecret(KEPT);
    const text = `A credencial ${offer.requesterIdentifier} agora é da sua equipe. Renove o segredo.`;
    notify({ about: answer.credential.id, tone: 'success', text });
    void navigate(credentialAddress(answer.credential.id));
  }

  async function refuse(): Promise<void> {
    const { data, error } = await decline({ secret });
    const answer = data?.declineCredentialTransfer;
    if (answer?.problems.length !== 0) return setProblem(actMessage(answer?.problems, error));
    forgetSecret(KEPT);
    onDeclined();
  }

  return (
    <>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <div className="button-row">
        {offer.teams.map(({ id, name }) => (
          <Button key={id} variant="primary" busy={accepting} onClick={() => void take(id)}>
            Receber na equipe {name}
          </Button>
        ))}
        <Button danger busy={declining} onClick={() => void refuse()}>
          Recusar
        </Button>
      </div>
    </>
  );
}
