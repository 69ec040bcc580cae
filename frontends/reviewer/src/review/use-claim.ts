import { useNotify } from '@portal/ui';
import { useClient } from 'urql';
import type { Recipient } from '../hand-over/hand-over-dialog.tsx';
import { HandOverMutation } from '../hand-over/hand-over-documents.ts';
import type { QueueRow } from '../queue/arrivals.ts';
import { ClaimMutation, ReleaseMutation } from './review-documents.ts';

type Held = Pick<QueueRow, 'id' | 'version' | 'protocol'>;
interface Problem {
  code: string;
  message: string;
}

interface Outcome {
  /** The row as it is now; undefined where nothing was heard. */
  row: QueueRow | undefined;
  done: boolean;
}

interface Claim {
  /** Takes a request out of the queue. */
  claim: (request: Held) => Promise<Outcome>;
  /** Puts it back. */
  release: (request: Held) => Promise<Outcome>;
  /** Gives it to a reviewer. */
  handOver: (request: Held, to: Recipient) => Promise<Outcome>;
}

/**
 * What is told of an act as a notice: all; only what stood in the way, where the page shows what was done and nothing is to
 * move; or nothing, where who asked goes on to another.
 */
type Telling = 'all' | 'problems' | 'nothing';

/** Claim, release and hand over, wherever they are asked for. */
export function useClaim(telling: Telling = 'all'): Claim {
  const client = useClient();
  const { notify } = useNotify();

  function tellOutcome(
    request: Held,
    payload: { accessRequest: QueueRow | null; problems: Problem[] } | null | undefined,
    done: string,
  ): Outcome {
    const row = payload?.accessRequest ?? undefined;
    const problem = payload ? payload.problems[0] : UNHEARD;
    if (problem && telling !== 'nothing') {
      notify({ about: request.id, tone: 'warning', text: told(problem, request, row) });
    }
    if (!problem && telling === 'all') notify({ about: request.id, tone: 'success', text: done });
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
    handOver: async (request, { personId, name }) => {
      const variables = { id: request.id, version: request.version, toPersonId: personId };
      const { data } = await client.mutation(HandOverMutation, variables).toPromise();
      const done = `A solicitação ${request.protocol} está com ${name}.`;
      return tellOutcome(request, data?.handOverAccessRequest, done);
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
