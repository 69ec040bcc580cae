import { actMessage, useAct } from '@portal/console/acts';
import { CREDENTIAL_ACTION_LABELS } from '@portal/domain';
import { Button, LinkButton, Message } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CredentialCardFragment } from '../gql/graphql.ts';
import { evidenceAddress } from '../requests/addresses.ts';
import { CreateProductionRequest } from '../requests/request-acts.documents.ts';

/** From a homologation credential to production: where its request stands, or the button that begins one. */
export function ProductionRequest({ credential }: { readonly credential: CredentialCardFragment }) {
  const open = credential.productionRequest;
  const mayAsk = credential.allowedActions.includes('REQUEST_PRODUCTION');
  switch (open?.state) {
    case 'DRAFT':
      return (
        <LinkButton to={evidenceAddress(open.id)} icon="edit">
          Continuar solicitação de produção
        </LinkButton>
      );
    case 'SUBMITTED':
    case 'IN_REVIEW':
      return <LinkButton to={`/solicitacoes/${open.id}`}>Produção em análise: acompanhar</LinkButton>;
    case 'CHANGES_REQUESTED':
      return (
        <LinkButton to={`/solicitacoes/${open.id}`} icon="warning">
          Produção com ajustes solicitados: ver
        </LinkButton>
      );
    case 'APPROVED':
      return <LinkButton to="/credenciais?aba=producao">Ver a credencial de produção</LinkButton>;
    case 'REJECTED':
      return (
        <>
          <LinkButton to={`/solicitacoes/${open.id}`} icon="refused">
            Produção não aprovada: ver motivo
          </LinkButton>
          {mayAsk && <AskProduction credential={credential} />}
        </>
      );
    default:
      return mayAsk ? <AskProduction credential={credential} /> : null;
  }
}

function AskProduction({ credential }: { readonly credential: CredentialCardFragment }) {
  const [create, creating] = useAct(CreateProductionRequest);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();

  async function ask(): Promise<void> {
    const { data, error } = await create({ input: { credentialId: credential.id } });
    const made = data?.createProductionRequest;
    const open = made?.problems.every((one) => one.code === 'DUPLICATE') === true;
    // Another tab may have begun it: then that one is gone on with.
    if (made?.accessRequest && open) void navigate(evidenceAddress(made.accessRequest.id));
    else setProblem(actMessage(made?.problems, error));
  }

  return (
    <>
      <Button icon="next" busy={creating} onClick={() => void ask()}>
        {CREDENTIAL_ACTION_LABELS.REQUEST_PRODUCTION}
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
