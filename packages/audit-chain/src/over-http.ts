import type { JWK } from 'jose';
import { readLine } from './exported.ts';
import type { KeptLink } from './verify-chain.ts';
import type { KeptChain } from './verify-links.ts';

/** What a service tells of its chain before it is followed. */
export interface ChainState {
  /** The place of its last link; 0 while there is none. */
  last: number;
  waiting: number;
  gone: string[];
  /** Null where there are too many records to look for them in the time that an answer has. */
  unlinked: string[] | null;
  /** In which something was signed, by UTC, as they are published. */
  months: string[];
  /** So many links a page has, but the last. */
  page: number;
}

/** A month's checkpoints, as anybody may read them, and the keys that they were signed with. */
export interface PublishedCheckpoints {
  keys: JWK[];
  checkpoints: string[];
}

/** A chain that is read from the service that has it, whose length is known. */
export interface ChainOverHttp extends KeptChain {
  /** The place of its last link, when it was opened. */
  last: number;
  /** As they were published beside the checkpoints. */
  keys: JWK[];
}

/** Where it is read; an answer that is not 2xx is thrown there. */
export interface ChainAddresses {
  /** Of the log: `state.json`, `chain.jsonl?after=0`. */
  log: (file: string) => Promise<Response>;
  /** What was published of a month. */
  published: (month: string) => Promise<Response>;
}

/** Opens the chain of a service for who may audit. */
export async function openChain({ log, published }: ChainAddresses): Promise<ChainOverHttp> {
  const state = (await (await log('state.json')).json()) as ChainState;
  const months = await Promise.all(
    state.months.map(async (month) => (await (await published(month)).json()) as PublishedCheckpoints),
  );
  return {
    ...state,
    keys: months.flatMap(({ keys }) => keys),
    checkpoints: months.flatMap(({ checkpoints }) => checkpoints),
    links: () => linksOf(log, state.page),
  };
}

/** Below every place: a link before the first was put in. */
const LOWEST = -999_999_999_999_999;

async function* linksOf(log: ChainAddresses['log'], page: number): AsyncGenerator<KeptLink[]> {
  const pageAfter = async (place: number) => {
    const text = await (await log(`chain.jsonl?after=${place}`)).text();
    return text.split('\n').filter(Boolean).map(readLine);
  };
  let links = await pageAfter(LOWEST);
  while (links.length > 0) {
    // The next is on its way while this one is looked at.
    const next = links.length === page ? pageAfter(links.at(-1)?.place ?? 0) : undefined;
    // Whoever stops in between waits for it no more.
    next?.catch(() => undefined);
    yield links;
    links = next ? await next : [];
  }
}
