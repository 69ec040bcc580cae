import {
  type ChainFault,
  ChainVerifier,
  type Checkpoint,
  chainOf,
  type KeptLink,
  readCheckpoint,
} from '@portal/audit-chain';
import type { JSONWebKeySet } from 'jose';
import type { KeptChain } from './kept-chain.ts';

/** What was found of a chain. */
export interface Verdict {
  links: number;
  /** How many records wait to be linked; of a file nothing is known. */
  waiting?: number;
  faults: ChainFault[];
  /** Those that a known key signed. */
  checkpoints: Checkpoint[];
  /** How many of those that were kept elsewhere no known key signed. */
  refused: number;
  /** How many of the database's own were signed by keys that are not known: by those of before, or by a forger. */
  unknown: number;
}

/** What a chain is held against. */
export interface Trusted {
  chain: string;
  keys: JSONWebKeySet;
  /** Signed, in compact form, and kept elsewhere; those of another chain are passed over. */
  checkpoints: readonly string[];
}

/** Follows a chain to its end; `each` is given its pages as they pass. `own` are checkpoints that lie beside it. */
export async function verifyChain(
  links: AsyncIterable<KeptLink[]>,
  { chain, keys, checkpoints }: Trusted,
  { own = [], each }: { own?: readonly string[]; each?: (page: KeptLink[]) => Promise<void> } = {},
): Promise<Verdict> {
  const read = async (signed: readonly string[]) => {
    const told = [...new Set(signed)].filter((jws) => chainOf(jws) === chain);
    const said = await Promise.all(told.map((jws) => readCheckpoint(jws, keys).catch(() => undefined)));
    const good = said.filter((one) => one !== undefined);
    return { good, others: said.length - good.length };
  };
  const [kept, beside] = await Promise.all([read(checkpoints), read(own)]);
  const good = [...beside.good, ...kept.good];
  const verifier = new ChainVerifier(good);
  const faults: ChainFault[] = [];
  let count = 0;
  for await (const page of links) {
    for (const link of page) faults.push(...verifier.next(link));
    count += page.length;
    await each?.(page);
  }
  faults.push(...verifier.end());
  return { links: count, faults, checkpoints: good, refused: kept.others, unknown: beside.others };
}

/** Follows the chain of a database, and looks at what stands beside it. */
export async function verifyDatabase(
  kept: KeptChain,
  trusted: Trusted,
  each?: (page: KeptLink[]) => Promise<void>,
): Promise<Verdict> {
  const verdict = await verifyChain(kept.links(), trusted, { own: kept.checkpoints, ...(each && { each }) });
  const beside = (kind: ChainFault['kind']) => (recordId: string) => ({ kind, place: null, recordId });
  return {
    ...verdict,
    waiting: kept.waiting,
    faults: [...verdict.faults, ...kept.gone.map(beside('MISSING')), ...kept.unlinked.map(beside('UNLINKED'))],
  };
}
