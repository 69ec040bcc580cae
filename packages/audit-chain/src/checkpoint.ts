import { CompactSign, type CryptoKey, compactVerify, decodeProtectedHeader, importJWK, type JSONWebKeySet } from 'jose';

/** What a service says of its chain at a moment: it had so many links, and the last was this. */
export interface Checkpoint {
  /** Whose chain: `credentials` or `homologation`. */
  chain: string;
  /** The last link's place, counted from 1. */
  place: number;
  /** The last link, SHA-256 in hexadecimal. */
  link: string;
  /** When it was said, RFC 3339 in UTC. */
  at: string;
}

const TYPE = 'audit-checkpoint';

/** Says it as a JWS in its compact form (RFC 7515), EdDSA, by the key of the service; its `kid` is the chain's name. */
export function signCheckpoint(checkpoint: Checkpoint, privateKey: CryptoKey): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(checkpoint)))
    .setProtectedHeader({ alg: 'EdDSA', typ: TYPE, kid: checkpoint.chain })
    .sign(privateKey);
}

/** Whose chain a checkpoint is said to be of: which of the services signed is seen when it is read. */
export function chainOf(jws: string): string | undefined {
  return decodeProtectedHeader(jws).kid;
}

/** What a signed checkpoint says; throws where no key among these signed it, or it was signed to say something else. */
export async function readCheckpoint(jws: string, { keys }: JSONWebKeySet): Promise<Checkpoint> {
  const { kid, typ } = decodeProtectedHeader(jws);
  // A service signs tokens by the same key, and for its own chain alone.
  if (typ !== TYPE) throw new Error('What is signed is no checkpoint of this chain');
  // A key that was replaced had the same name.
  for (const key of keys.filter((one) => one.kid === kid)) {
    const read = await compactVerify(jws, await importJWK(key, 'EdDSA'), { algorithms: ['EdDSA'] }).catch(
      () => undefined,
    );
    if (!read) continue;
    const checkpoint: Checkpoint = JSON.parse(new TextDecoder().decode(read.payload));
    if (checkpoint.chain === kid) return checkpoint;
  }
  throw new Error('No key among these signed this checkpoint');
}
