import {
  hashAll,
  openChain,
  type PublishedCheckpoints,
  toLine,
  type Verdict,
  verifyKept,
} from '@portal/audit-chain/in-browser';
import { ask, Refused } from './ask.ts';
import type { Log } from './logs.ts';

/** What the page sends. */
export interface Asked {
  log: Log;
  /** What the auditor kept of what was published, with the keys of that time. */
  kept: PublishedCheckpoints[];
  /** Whether the chain is to come back as a file as well. */
  file: boolean;
}

/** What was found, and what could not be looked for. */
export interface Verified extends Verdict {
  /** Nobody looked for records outside of the chain: there are too many. */
  unlinkedUnknown: boolean;
  file: Blob | undefined;
}

/** What comes back: how far it is, and at last what was found or why nothing was. */
export type Answered = { done: number; of: number } | { verified: Verified } | { problem: string };

addEventListener('message', async ({ data }: MessageEvent<Asked>) => postMessage(await answerTo(data)));

async function answerTo({ log, kept, file }: Asked): Promise<Answered> {
  // Blobs, which the browser keeps outside of the page's memory where they are large.
  const pages: Blob[] = [];
  try {
    const chain = await openChain({
      log: (name) => ask(`/audit-log/${log}/${name}`),
      published: (month) => ask(`/.well-known/audit-checkpoints/${log}/${month}.json`),
    });
    let done = 0;
    const verdict = await verifyKept(
      chain,
      {
        chain: log,
        keys: { keys: [...chain.keys, ...kept.flatMap(({ keys }) => keys)] },
        checkpoints: kept.flatMap(({ checkpoints }) => checkpoints),
      },
      {
        hashAll,
        each: (page) => {
          done += page.length;
          if (file) pages.push(new Blob([page.map(toLine).join('')]));
          postMessage({ done, of: Math.max(done, chain.last) } satisfies Answered);
        },
      },
    );
    const saved = file ? new Blob(pages, { type: 'application/x-ndjson' }) : undefined;
    return { verified: { ...verdict, unlinkedUnknown: chain.unlinked === null, file: saved } };
  } catch (error) {
    return {
      problem: error instanceof Refused ? error.message : 'A cadeia não pôde ser lida até o fim. Tente de novo.',
    };
  }
}
