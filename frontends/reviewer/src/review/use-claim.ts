import { useNotify } from '@portal/ui';
import { useClient } from 'urql';
import type { QueueRow } from '../queue/arrivals.ts';
import { ClaimMutation, ReleaseMutation } from './review-documents.ts';

type Held = Pick<QueueRow, 'id' | 'version' | 'protocol'>;
interface Problem {
  code: string;
  message: string;
}

interface Claim {
  /** Takes a request out of the queue. Answers with the row as it is now; undefined where nothing was heard. */
  claim: (request: Held) => Promise<{ row: QueueRow | undefined; done: boolean }>;
  /** Puts it back. */
  release: (request: Held) => Promise<{ row: QueueRow | undefined; done: boolean }>;
}

/** Claim and release, wherever they are asked for; what stood in the way is told as a notice. */
export function useClaim(): Claim {
  const client = useClient();
  const { notify } = useNotify();

  function tellOutcome(
    request: Held,
    payload: { accessRequest: QueueRow | null; problems: Problem[] } | null | undefined,
    done: string,
  ): { row: QueueRow | undefined; done: boolean } {
    const row = payload?.accessRequest ?? undefined;
    const problem = payload ? payload.problems[0] : UNHEARD;
    notify({
      about: request.id,
      ...(problem
        ? { tone: 'warning' as const, text: told(problem, request, row) }
        : { tone: 'success' as const, text: done }),
    });
    return { row, done: !problem };
  }

  return {
    claim: async (request) => {
      const { data } = await client.mutation(ClaimMutation, { id: request.id, version: request.version }).toPromise();
      return tellOutcome(request, data?.claimAccessRequest, `A solicitação ${request.protocol} está com você.`);
    },
    release: async (request) => {
      const { data } = await client.mutation(ReleaseMutation, { id: request.id, version: request.version }).toPromise();
      return tellOutcome(request, data?.releaseAccessRequest, `A solicitação ${request.protocol} voltou à fila.`);
    },
  };
}

const UNHEARD: Problem = { code: 'UNHEARD', message: 'Não foi possível falar com o Portal. Tente de novo.' };

/** Who was quicker is what one wants to know first; then that the page already shows it as it is. */
function told({ code, message }: Problem, { protocol }: Held, row: QueueRow | undefined): string {
  const raced = code === 'STALE_VERSION' || code === 'CONFLICT' || code === 'NOT_ALLOWED';
  if (raced && row?.state === 'IN_REVIEW' && row.reviewer && !row.allowedActions.includes('APPROVE')) {
    return `A solicitação ${protocol} já está com ${row.reviewer.name}.`;
  }
  if (code === 'STALE_VERSION') return `A solicitação ${protocol} mudou há pouco. Confira e tente de novo.`;
  return message;
}
