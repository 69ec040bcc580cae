import { Message } from '@portal/ui';
import { useRunsUnderReview } from './use-runs-under-review.ts';

interface OpenProposalsProps {
  readonly request: { readonly id: string; readonly environment: string };
}

/** Says to who is about to decide that requirements still wait for a second person; it is theirs to go on. */
export function OpenProposals({ request }: OpenProposalsProps) {
  const { value } = useRunsUnderReview(request.id, {
    pause: request.environment !== 'PRODUCTION',
    // Somebody may have proposed since the page was opened.
    requestPolicy: 'cache-and-network',
  });
  const waiting = (value ?? []).reduce((sum, { openProposals }) => sum + openProposals, 0);
  if (waiting === 0) return null;
  return (
    <Message tone="warning" title="Há avaliação em análise nos roteiros desta solicitação">
      <p>
        {proposalsWaiting(waiting)} Você pode decidir agora, mas o resultado dos roteiros ainda pode mudar, e até lá
        nenhum relatório novo é emitido.
      </p>
    </Message>
  );
}

/** How many proposals wait, in words. */
export function proposalsWaiting(count: number): string {
  return count === 1
    ? '1 avaliação proposta aguarda uma segunda pessoa.'
    : `${count} avaliações propostas aguardam uma segunda pessoa.`;
}
