import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import { Breadcrumb, LinkButton, Message, PageTitle } from '@portal/ui';
import { useParams } from 'react-router';
import { RequestForm as RequestFormDocument } from './form.documents.ts';
import { RequestForm } from './request-form.tsx';

/** /solicitacoes/:id/editar */
export function Component() {
  return (
    <RequireViewer>
      <FormOf id={useParams().id ?? ''} />
    </RequireViewer>
  );
}

function FormOf({ id }: { readonly id: string }) {
  const request = useRead({ query: RequestFormDocument, variables: { id }, pick: (data) => data.accessRequest });
  return (
    <QueryView of={request} lines={12} title="Solicitação" empty={NOT_FOUND}>
      {(found) =>
        found.allowedActions.includes('EDIT') ? (
          <RequestForm key={found.id} request={found} />
        ) : (
          <Closed id={id} protocol={found.protocol} />
        )
      }
    </QueryView>
  );
}

const NOT_FOUND = (
  <NotFoundPage>
    <p>Não encontramos esta solicitação. Ela pode ser de outra equipe.</p>
  </NotFoundPage>
);

function Closed({ id, protocol }: { readonly id: string; readonly protocol: string }) {
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Solicitações', to: '/solicitacoes' }, { label: protocol }]} />
      <PageTitle>{`Solicitação ${protocol}`}</PageTitle>
      <Message
        tone="info"
        role="none"
        title="Esta solicitação não pode ser editada agora"
        actions={
          <LinkButton variant="primary" to={`/solicitacoes/${id}`}>
            Ver a solicitação
          </LinkButton>
        }
      >
        <p>Só um rascunho ou uma solicitação com ajustes pedidos pode ser editada.</p>
      </Message>
    </>
  );
}
