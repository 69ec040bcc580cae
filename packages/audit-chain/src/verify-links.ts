import type { JSONWebKeySet } from 'jose';
import { type Checkpoint, chainOf, readCheckpoint } from './checkpoint.ts';
import { type ChainFault, ChainVerifier, type HashAll, type KeptLink } from './verify-chain.ts';

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
  /** How many of the chain's own were signed by keys that are not known: by those of before, or by a forger. */
  unknown: number;
}

/** What a chain is held against. */
export interface Trusted {
  chain: string;
  keys: JSONWebKeySet;
  /** Signed, in compact form, and kept elsewhere; those of another chain are passed over. */
  checkpoints: readonly string[];
}

/** How a chain is followed. */
export interface Following {
  hashAll: HashAll;
  /** Checkpoints that lie beside it. */
  own?: readonly string[];
  /** Is given its pages as they pass. */
  each?: ((page: KeptLink[]) => Promise<void> | void) | undefined;
}

/** A chain as a service has it at one moment. */
export interface KeptChain {
  /** By place, in pages. */
  links(): AsyncIterable<KeptLink[]>;
  /** Signed, in compact form. */
  checkpoints: string[];
  /** How many records wait to be linked: they were written in the last seconds, or before there was a chain. */
  waiting: number;
  /** What waits to be linked and is gone. */
  gone: string[];
  /** Records that are not in the chain, and that nothing put there to be linked; null where nobody could look for them. */
  unlinked: string[] | null;
}

/** Follows a chain to its end. */
export async function verifyLinks(
  links: AsyncIterable<KeptLink[]>,
  { chain, keys, checkpoints }: Trusted,
  { hashAll, own = [], each }: Following,
): Promise<Verdict> {
  const read = async (signed: readonly string[]) => {
    const told = [...new Set(signed)].filter((jws) => chainOf(jws) === chain);
    const said = await Promise.all(told.map((jws) => readCheckpoint(jws, keys).catch(() => undefined)));
    const good = said.filter((one) => one !== undefined);
    return { good, others: said.length - good.length };
  };
  const [kept, beside] = await Promise.all([read(checkpoints), read(own)]);
  const good = [...beside.good, ...kept.good];
  const verifier = new ChainVerifier(hashAll, good);
  const faults: ChainFault[] = [];
  let count = 0;
  for await (const page of links) {
    faults.push(...(await verifier.next(page)));
    count += page.length;
    await each?.(page);
  }
  faults.push(...verifier.end());
  return { links: count, faults, checkpoints: good, refused: kept.others, unknown: beside.others };
}

/** Follows the chain that a service has, and looks at what stands beside it. */
export async function verifyKept(
  { links, checkpoints: own, waiting, gone, unlinked }: KeptChain,
  trusted: Trusted,
  { hashAll, each }: Omit<Following, 'own'>,
): Promise<Verdict> {
  const verdict = await verifyLinks(links(), trusted, { hashAll, own, each });
  const beside = (kind: ChainFault['kind']) => (recordId: string) => ({ kind, place: null, recordId });
  return {
    ...verdict,
    waiting,
    faults: [...verdict.faults, ...gone.map(beside('MISSING')), ...(unlinked ?? []).map(beside('UNLINKED'))],
  };
}
