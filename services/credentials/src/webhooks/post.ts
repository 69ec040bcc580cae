import type { WebhookFailure } from '@portal/domain';
import { Agent, request } from 'undici';
import { AddressNotPublic, publicLookup, type Resolve, refuseLiteral } from './public-address.ts';

/** How long an attempt may take, the answer's body included. */
export const TIMEOUT_MS = 15_000;

/** How much of the answer's body is kept. */
export const KEPT_BYTES = 2_048;

/** What is sent. */
export interface Outgoing {
  url: string;
  headers: Record<string, string>;
  body: string;
  /** Ends it early; what came of it is then of no meaning. */
  signal: AbortSignal;
}

/** What came of it. */
export interface Posted {
  status: number | null;
  body: string | null;
  durationMs: number;
  failure: WebhookFailure | null;
}

/** Sends webhooks. */
export interface Poster extends AsyncDisposable {
  post(outgoing: Outgoing): Promise<Posted>;
}

interface PosterOptions {
  /** Whether addresses that are not public are sent to as well. */
  allowPrivate: boolean;
  timeoutMs?: number;
  resolve?: Resolve;
}

/** Makes what sends webhooks: no redirect is followed, no connection is used twice, no address that is not public is reached. */
export function createPoster({ allowPrivate, timeoutMs = TIMEOUT_MS, resolve }: PosterOptions): Poster {
  const agent = new Agent({
    // Of no use between receivers that are told something now and then; a kept connection may be dead when it is used.
    pipelining: 0,
    connect: { timeout: timeoutMs, ...(allowPrivate ? {} : { lookup: publicLookup(resolve) }) },
    maxHeaderSize: 16_384,
  });

  async function post({ url, headers, body, signal }: Outgoing): Promise<Posted> {
    const started = performance.now();
    const posted = (facts: Omit<Posted, 'durationMs'>): Posted => ({
      ...facts,
      durationMs: Math.round(performance.now() - started),
    });
    const ended = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    try {
      if (!allowPrivate) refuseLiteral(url);
      const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal: ended });
      const status = answer.statusCode;
      return posted({ status, body: await readStart(answer.body), failure: failureOfStatus(status) });
    } catch (error) {
      return posted({ status: null, body: null, failure: failureOf(error) });
    }
  }

  return { post, [Symbol.asyncDispose]: () => agent.destroy() };
}

/** The first bytes of an answer; what breaks off after the status changes nothing any more. */
async function readStart(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= KEPT_BYTES) break;
    }
  } catch {
    // Kept is what came.
  }
  body.destroy();
  // PostgreSQL keeps no NUL.
  return Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8').replaceAll('\0', '\uFFFD');
}

function failureOfStatus(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'REDIRECT' : 'STATUS';
}

const TIMEOUTS = ['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'];
const NO_NAME = ['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME'];
const TLS = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/;

function failureOf(error: unknown): WebhookFailure {
  if (error instanceof AddressNotPublic) return 'ADDRESS_NOT_PUBLIC';
  if (!(error instanceof Error)) return 'CONNECTION';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (error.name === 'TimeoutError' || TIMEOUTS.includes(code)) return 'TIMEOUT';
  if (NO_NAME.includes(code)) return 'NAME_NOT_FOUND';
  return TLS.test(code) ? 'TLS' : 'CONNECTION';
}
