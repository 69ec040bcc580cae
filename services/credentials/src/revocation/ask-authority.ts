import { Agent, request } from 'undici';
import { publicLookup, refuseLiteral } from '../webhooks/public-address.ts';

/** What an authority is asked. */
export interface Asking {
  url: string;
  /** A question to be posted; a list is just read. */
  question?: Uint8Array;
  mostBytes: number;
  signal: AbortSignal;
}

/** Asks authorities over HTTP. */
export interface AuthorityClient extends AsyncDisposable {
  /** The whole answer; throws where it is not 200, too long, or did not come in time. */
  ask(asking: Asking): Promise<Uint8Array>;
}

/** As webhooks are sent: no redirect is followed, no address that is not public is reached. */
export function createAuthorityClient({ allowPrivate }: { allowPrivate: boolean }): AuthorityClient {
  const agent = new Agent({
    pipelining: 0,
    maxHeaderSize: 16_384,
    connect: allowPrivate ? {} : { lookup: publicLookup() },
  });
  return {
    async ask({ url, question, mostBytes, signal }) {
      if (!allowPrivate) refuseLiteral(url);
      const { statusCode, body } = await request(url, {
        dispatcher: agent,
        signal,
        ...(question && {
          method: 'POST',
          headers: { 'content-type': 'application/ocsp-request' },
          body: question,
        }),
      });
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        size += chunk.length;
        // Leaving the loop ends the answer.
        if (size > mostBytes) throw new Error(`the answer is longer than ${mostBytes} bytes`);
        chunks.push(chunk);
      }
      if (statusCode !== 200) throw new Error(`the answer is ${statusCode}`);
      return Buffer.concat(chunks);
    },
    [Symbol.asyncDispose]: () => agent.destroy(),
  };
}
