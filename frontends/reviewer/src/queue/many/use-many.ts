import { actMessage } from '@portal/console/acts';
import { LIMITS } from '@portal/domain';
import { useState } from 'react';
import { type CombinedError, useClient } from 'urql';
import type { MovedFragment } from '../../gql/graphql.ts';
import type { Recipient } from '../../hand-over/hand-over-dialog.tsx';
import type { QueueRow } from '../arrivals.ts';
import type { Queue } from '../use-queue.ts';
import { ClaimManyMutation, HandOverManyMutation, ReleaseManyMutation } from './many-documents.ts';

/** What became of several rows. */
export interface Outcome {
  /** How many were moved, in words. */
  done: string;
  /** Of each that was not, its protocol and why. */
  left: readonly string[];
  /** Puts them where they were; absent where there is nothing to undo. */
  undo?: (() => Promise<void>) | undefined;
}

/** Rows that are chosen together, and what is done with them. */
export interface Many {
  chosen: readonly QueueRow[];
  /** No more can be chosen. */
  full: boolean;
  busy: boolean;
  outcome: Outcome | undefined;
  isChosen: (row: QueueRow) => boolean;
  toggle: (row: QueueRow) => void;
  clear: () => void;
  claim: () => Promise<void>;
  handOver: (to: Recipient) => Promise<void>;
}

interface Answer {
  moved: MovedFragment | null | undefined;
  error: CombinedError | undefined;
}

/** Chooses rows of the queue and claims or moves them together; what was done can be undone as long as nobody went on with it. */
export function useMany({ state, changed }: Queue): Many {
  const client = useClient();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<Outcome>();
  const [busy, setBusy] = useState(false);
  const chosen = (state?.rows ?? []).filter(({ id }) => ids.has(id));

  async function claim(rows: readonly QueueRow[]): Promise<Answer> {
    const { data, error } = await client.mutation(ClaimManyMutation, { requests: versions(rows) }).toPromise();
    return { moved: data?.claimAccessRequests, error };
  }
  async function release(rows: readonly QueueRow[]): Promise<Answer> {
    const { data, error } = await client.mutation(ReleaseManyMutation, { requests: versions(rows) }).toPromise();
    return { moved: data?.releaseAccessRequests, error };
  }
  async function handOver(rows: readonly QueueRow[], toPersonId: string): Promise<Answer> {
    const variables = { requests: versions(rows), toPersonId };
    const { data, error } = await client.mutation(HandOverManyMutation, variables).toPromise();
    return { moved: data?.handOverAccessRequests, error };
  }

  /** Shows what became of each; answers those that were moved. */
  function settle(rows: readonly QueueRow[], answers: readonly Answer[], word: string): QueueRow[] {
    const results = answers.flatMap(({ moved }) => moved?.results ?? []);
    for (const { accessRequest } of results) if (accessRequest) changed(accessRequest);
    const done = results.flatMap(({ accessRequest, problems }) =>
      accessRequest && problems.length === 0 ? [accessRequest] : [],
    );
    const protocolOf = (id: string) => rows.find((row) => row.id === id)?.protocol ?? '';
    const refused = results.flatMap(({ requestId, problems }) =>
      problems.length > 0 ? [`${protocolOf(requestId)}: ${problems[0]?.message}`] : [],
    );
    const failed = answers.flatMap(({ moved, error }) =>
      !moved || moved.problems.length > 0 ? [actMessage(moved?.problems, error)] : [],
    );
    setOutcome({ done: `${count(done.length)} ${word}`, left: [...failed, ...refused] });
    return done;
  }

  async function act(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setOutcome(undefined);
    await work();
    setBusy(false);
  }

  /** Back to who held them; to the queue what nobody did. */
  async function putBack(before: readonly QueueRow[], moved: readonly QueueRow[]): Promise<void> {
    const holderOf = ({ id }: QueueRow) => before.find((row) => row.id === id)?.reviewer?.personId ?? null;
    const answers: Answer[] = [];
    for (const [holder, rows] of Map.groupBy(moved, holderOf)) {
      answers.push(await (holder === null ? release(rows) : handOver(rows, holder)));
    }
    settle(moved, answers, 'como antes.');
  }

  async function move(rows: readonly QueueRow[], work: Promise<Answer>, word: string): Promise<void> {
    const moved = settle(rows, [await work], word);
    setIds(new Set());
    if (moved.length > 0) {
      setOutcome((now) => now && { ...now, undo: () => act(() => putBack(rows, moved)) });
    }
  }

  return {
    chosen,
    full: chosen.length >= LIMITS.requestsAtOnce.max,
    busy,
    outcome,
    isChosen: ({ id }) => ids.has(id),
    toggle: ({ id }) => {
      setOutcome(undefined);
      setIds((now) => new Set(now.has(id) ? [...now].filter((other) => other !== id) : [...now, id]));
    },
    clear: () => {
      setIds(new Set());
      setOutcome(undefined);
    },
    claim: () => act(() => move(chosen, claim(chosen), 'com você.')),
    handOver: (to) => act(() => move(chosen, handOver(chosen, to.personId), `com ${to.name}.`)),
  };
}

function versions(rows: readonly QueueRow[]) {
  return rows.map(({ id, version }) => ({ id, version }));
}

/** "3 solicitações". */
export function count(rows: number): string {
  return rows === 1 ? '1 solicitação' : `${rows} solicitações`;
}
