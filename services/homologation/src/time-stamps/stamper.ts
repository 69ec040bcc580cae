import { readFile } from 'node:fs/promises';
import type { Stamp } from '@portal/conformance/time-stamps';
import { ConfigError } from '@portal/service-kit';
import { request } from 'undici';

/** Where the authority of time stamps is, as the operator says. */
export interface StampAuthority {
  /** Name and password in it are sent as Basic. */
  url: URL;
  /** Path of a PEM bundle that its certificate has to lead to; null where any is taken. */
  authorities: string | null;
  /** How long its answer is waited for; ANSWER_WITHIN_MS where absent. */
  withinMs?: number;
}

/** A stamp as it is kept: the whole answer, and what it says. */
export interface KeptStamp extends Pick<Stamp, 'at' | 'authority'> {
  answer: Buffer;
}

/** Has files stamped. */
export interface Stamper {
  /** Throws where there is no stamp, or none that fits. */
  stamp(file: Buffer): Promise<KeptStamp>;
}

const ANSWER_WITHIN_MS = 5_000;
/** With a chain of certificates an answer takes some thousands. */
const MOST_BYTES = 65_536;
/** So far its clock and ours may stand apart. */
const APART_MS = 300_000;

/** Makes what asks the authority. No redirect is followed, and no more is read than an answer can be long. */
export async function openStamper(config: StampAuthority): Promise<Stamper> {
  const { askForStamp, certificatesIn, readStamp } = await import('@portal/conformance/time-stamps');
  const roots = config.authorities === null ? undefined : certificatesIn(await read(config.authorities));
  if (roots?.length === 0) throw new ConfigError('Configuration: TSA_CA names no PEM bundle that can be read');
  const authorization = authorizationOf(config.url);
  return {
    async stamp(file) {
      const bytes = new Uint8Array(file);
      const { query, nonce } = await askForStamp(bytes);
      const asked = Date.now();
      const answer = await ask(config, authorization, query);
      const stamp = await readStamp(new Uint8Array(answer), bytes, roots);
      if (stamp.nonce !== nonce) throw new Error('the time stamp is of another question');
      if (stamp.trusted === false) throw new Error('the time stamp is of an authority that TSA_CA does not name');
      if (stamp.at.getTime() < asked - APART_MS || stamp.at.getTime() > Date.now() + APART_MS) {
        throw new Error('the time stamp is of another time than ours');
      }
      return { answer, at: stamp.at, authority: stamp.authority };
    },
  };
}

function read(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (!username) return undefined;
  try {
    const asking = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    return `Basic ${Buffer.from(asking).toString('base64')}`;
  } catch {
    throw new ConfigError('Configuration: TSA_URL has a % in its name or password that must be written %25');
  }
}

async function ask(
  { url, withinMs = ANSWER_WITHIN_MS }: StampAuthority,
  authorization: string | undefined,
  query: Uint8Array,
): Promise<Buffer> {
  const signal = AbortSignal.timeout(withinMs);
  const { origin, pathname, search } = url;
  const { statusCode, body } = await request(`${origin}${pathname}${search}`, {
    method: 'POST',
    signal,
    headers: {
      'content-type': 'application/timestamp-query',
      accept: 'application/timestamp-reply',
      ...(authorization !== undefined && { authorization }),
    },
    body: query,
  });
  const pieces: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop ends the connection.
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > MOST_BYTES) throw new Error('the authority of time stamps answers more than a stamp');
    pieces.push(piece);
  }
  if (statusCode !== 200) throw new Error(`the authority of time stamps answered ${statusCode}`);
  return Buffer.concat(pieces);
}
