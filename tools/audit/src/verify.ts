import { type ChainFault, ChainVerifier, type Checkpoint, type KeptLink, readCheckpoint } from '@portal/audit-chain';
import type { JSONWebKeySet } from 'jose';
import type { KeptChain } from './kept-chain.ts';

/** What was found of a chain. */
export interface Verdict {
  links: number;
  /** How many records wait to be linked; of a file nothing is known. */
  waiting?: number;
  faults: ChainFault[];
  /** Those that a known key signed, in order. */
  checkpoints: Checkpoint[];
  /** How many no known key signed, or say something else. */
  refused: number;
}

/** What a chain is held against. */
export interface Trusted {
  chain: string;
  keys: JSONWebKeySet;
  /** Signed, in compact form: of the database, and those that were kept elsewhere. */
  checkpoints: readonly string[];
}

/** Follows a chain to its end; `each` is given its pages as they pass. */
export async function verifyChain(
  links: AsyncIterable<KeptLink[]>,
  { chain, keys, checkpoints }: Trusted,
  each: (page: KeptLink[]) => Promise<void> = async () => {},
): Promise<Verdict> {
  const said = await Promise.all(
    [...new Set(checkpoints)].map((jws) => readCheckpoint(jws, keys).catch(() => undefined)),
  );
  const good = said.filter((one) => one?.chain === chain).filter((one) => one !== undefined);
  const verifier = new ChainVerifier(good);
  const faults: ChainFault[] = [];
  let count = 0;
  for await (const page of links) {
    for (const link of page) faults.push(...verifier.next(link));
    count += page.length;
    await each(page);
  }
  faults.push(...verifier.end());
  return { links: count, faults, checkpoints: good, refused: said.length - good.length };
}

/** Follows the chain of a database, and looks at what stands beside it. */
export async function verifyDatabase(
  kept: KeptChain,
  trusted: Trusted,
  each?: (page: KeptLink[]) => Promise<void>,
): Promise<Verdict> {
  const checkpoints = [...kept.checkpoints, ...trusted.checkpoints];
  const verdict = await verifyChain(kept.links(), { ...trusted, checkpoints }, each);
  const beside = (kind: ChainFault['kind']) => (recordId: string) => ({ kind, place: null, recordId });
  return {
    ...verdict,
    waiting: kept.waiting,
    faults: [...verdict.faults, ...kept.gone.map(beside('MISSING')), ...kept.unlinked.map(beside('UNLINKED'))],
  };
}
