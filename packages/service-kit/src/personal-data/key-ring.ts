import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { NotOpened } from '../database/sealing.ts';

const NONCE = 12;
const TAG = 16;
/** So many are remembered unwrapped: a page opens several values of each row. */
const MOST_REMEMBERED = 5_000;

/**
 * AES-256-GCM, bound to what it belongs to. Node's own and not jose, as `Sealing` is: an ORM's types cannot wait. With a
 * KeyObject it takes a third of the time that it takes with the bytes of the key.
 */
export function sealBytes(key: KeyObject, plain: Uint8Array, boundTo: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** Opens what the same key sealed as belonging to the same; throws `NotOpened` for everything else. */
export function openBytes(key: KeyObject, sealed: string, boundTo: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(boundTo))
      .setAuthTag(bytes.subarray(-TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]);
  } catch {
    throw new NotOpened('sealed with another key, for something else, or changed since');
  }
}

/**
 * The keys of the configuration that wrap the keys of people and records. The first wraps; the others open what they
 * wrapped, until everything is wrapped anew.
 */
export class KeyRing {
  /** Names the key that wraps. */
  readonly current: string;
  private readonly currentKey: KeyObject;
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly unwrapped = new LRUCache<string, KeyObject>({ max: MOST_REMEMBERED });

  constructor(keys: readonly [name: string, key: Uint8Array][]) {
    const [first, ...others] = keys.map(([name, key]) => [name, createSecretKey(key)] as const);
    if (!first) throw new Error('a key ring has a key');
    [this.current, this.currentKey] = first;
    this.keys = new Map([first, ...others]);
  }

  /** Whether it has the key of this name. */
  has(name: string): boolean {
    return this.keys.has(name);
  }

  /** A new key for a subject, wrapped. */
  draw(subject: string): string {
    return this.wrap(randomBytes(32), subject);
  }

  /** The key of a subject. Whose key it is, is part of what is checked: another's in its place is not opened. */
  unwrap(wrapped: string, subject: string): KeyObject {
    const known = `${subject} ${wrapped}`;
    const remembered = this.unwrapped.get(known);
    if (remembered) return remembered;
    const [name = '', sealed = ''] = wrapped.split(':');
    const key = this.keys.get(name);
    if (!key) throw new NotOpened(`wrapped by the key "${name}", which is not among those of the configuration`);
    const opened = createSecretKey(openBytes(key, sealed, ownerOf(subject)));
    this.unwrapped.set(known, opened);
    return opened;
  }

  /** The same key, wrapped by the current one. */
  rewrap(wrapped: string, subject: string): string {
    return this.wrap(this.unwrap(wrapped, subject).export(), subject);
  }

  private wrap(key: Uint8Array, subject: string): string {
    return `${this.current}:${sealBytes(this.currentKey, key, ownerOf(subject))}`;
  }
}

function ownerOf(subject: string): string {
  return `key of ${subject}`;
}
