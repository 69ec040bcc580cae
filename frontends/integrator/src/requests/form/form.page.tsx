import { NotFoundPage, RequireViewer } from '@portal/console';
import { Breadcrumb, LinkButton, Message, PageTitle } from '@portal/ui';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { QueryView } from '../../query-view.tsx';
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
  const query = useQuery({ query: RequestFormDocument, variables: { id } });
  return (
    <QueryView query={query} lines={12}>
      {({ accessRequest }) => {
        if (!accessRequest) {
          return (
            <NotFoundPage>
              <p>Não encontramos esta solicitação. Ela pode ser de outra pessoa.</p>
            </NotFoundPage>
          );
        }
        if (accessRequest.allowedActions.includes('EDIT')) {
          return <RequestForm key={accessRequest.id} request={accessRequest} />;
        }
        return (
          <>
            <Breadcrumb crumbs={[{ label: 'Solicitações', to: '/solicitacoes' }, { label: accessRequest.protocol }]} />
            <PageTitle>{`Solicitação ${accessRequest.protocol}`}</PageTitle>
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
      }}
    </QueryView>
  );
}
