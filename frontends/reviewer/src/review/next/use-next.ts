import { useNotify } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useClient } from 'urql';
import type { NextInQueueQuery } from '../../gql/graphql.ts';
import { type QueueFilter, toGraphFilter, withQueue } from '../../queue/queue-filter.ts';
import { NextInQueueQuery as NextInQueue } from '../review-documents.ts';
import { useClaim } from '../use-claim.ts';
import { type Candidate, inTurn, isMine } from './candidates.ts';

/** What was passed over in this visit comes up again once nothing else is left. */
const passed = new Set<string>();

const PAGE = 50;
/** So far down the queue one looks for something that is left to do. */
const PAGES = 10;

/** The ways on from a request. */
export interface Next {
  busy: boolean;
  /** Claims the next that is with nobody, unless it is one's own already, and opens it. */
  next: () => Promise<void>;
  /** Opens the next without claiming it. */
  skip: () => Promise<void>;
}

/** On to the next request of the queue that one came from, the nearest deadline first. */
export function useNext(here: { id: string; decided: boolean }, filter: QueueFilter): Next {
  const client = useClient();
  const navigate = useNavigate();
  const { notify } = useNotify();
  const { claim } = useClaim('nothing');
  const [busy, setBusy] = useState(false);

  async function readPage(after: string | null): Promise<NextInQueueQuery['reviewQueue'] | undefined> {
    const variables = { filter: toGraphFilter(filter), first: PAGE, after };
    const { data } = await client.query(NextInQueue, variables, { requestPolicy: 'network-only' }).toPromise();
    return data?.reviewQueue;
  }

  /** Undefined where the queue could not be read. */
  async function readTurn(): Promise<Candidate[] | undefined> {
    const queue: Candidate[] = [];
    let after: string | null = null;
    for (let page = 0; page < PAGES; page++) {
      const read = await readPage(after);
      if (!read) return undefined;
      queue.push(...read.edges.map(({ node }) => node));
      const { hasNextPage, endCursor } = read.pageInfo;
      if (!hasNextPage || inTurn(queue, here.id, passed).some(({ id }) => !passed.has(id))) break;
      after = endCursor;
    }
    return inTurn(queue, here.id, passed);
  }

  /** The first that one gets: who was quicker has it, and one goes on to the one after. */
  async function take(turn: readonly Candidate[]): Promise<Candidate | undefined> {
    for (const one of turn) {
      if (isMine(one) || (await claim(one)).done) return one;
    }
    return undefined;
  }

  async function go(choose: (turn: readonly Candidate[]) => Promise<Candidate | undefined>) {
    if (!here.decided) passed.add(here.id);
    setBusy(true);
    const turn = await readTurn();
    const found = turn && (await choose(turn));
    setBusy(false);
    if (!turn) return notify({ about: here.id, tone: 'danger', text: 'Não foi possível ler a fila. Tente de novo.' });
    if (found) {
      passed.delete(found.id);
      return navigate(withQueue(`/solicitacoes/${found.id}`, filter));
    }
    notify({ about: here.id, tone: 'info', text: 'Não há outra solicitação para você nesta fila.' });
    if (here.decided) navigate(withQueue('/', filter));
  }

  return {
    busy,
    next: async () => void (await go(take)),
    skip: async () => void (await go(async ([first]) => first)),
  };
}
