import { EmptyState, LinkButton, PageTitle } from '@portal/ui';
import { type QueueFilter, withQueue } from '../queue/queue-filter.ts';

/** There is no such request, or it was never sent. */
export function RequestNotFound({ filter }: { filter: QueueFilter }) {
  return (
    <>
      <PageTitle>Solicitação não encontrada</PageTitle>
      <EmptyState
        icon="search"
        title="Não há solicitação neste endereço"
        action={
          <LinkButton variant="primary" to={withQueue('/', filter)}>
            Ir para a fila
          </LinkButton>
        }
      >
        Ela pode ainda não ter sido enviada. Confira o endereço ou procure pelo protocolo na fila.
      </EmptyState>
    </>
  );
}
