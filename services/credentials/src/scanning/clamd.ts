import { createConnection, type NetConnectOpts, type Socket } from 'node:net';
import { addAbortSignal } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** What an antivirus says of a file. */
export type Finding = { state: 'CLEAN' } | { state: 'INFECTED'; malware: string };

/** An antivirus. */
export interface Scanner {
  /** Where it is, for operators. */
  readonly place: string;
  /** Looks at a whole file; throws `ScannerAway` where it says nothing within that time, and what the source throws. */
  scan(bytes: AsyncIterable<Uint8Array>, withinMs: number): Promise<Finding>;
  /** Throws `ScannerAway` where it does not answer. */
  ping(): Promise<void>;
}

/** The antivirus does not answer, or says nothing that is a verdict. */
export class ScannerAway extends Error {
  override get name() {
    return 'ScannerAway';
  }
}

const PING_WITHIN_MS = 1_500;
/** A verdict is one short line. */
const LONGEST_ANSWER = 1_024;

/** ClamAV's daemon, by its own protocol: `tcp://host:port` or `unix:/path/of/its/socket`. */
export function createClamd(url: string): Scanner {
  const { protocol, hostname, port, pathname } = new URL(url);
  const address: NetConnectOpts =
    protocol === 'unix:' ? { path: pathname } : { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 3310) };
  return {
    place: protocol === 'unix:' ? pathname : `${hostname}:${port || 3310}`,
    async scan(bytes, withinMs) {
      let failed: unknown;
      const source = bytes[Symbol.asyncIterator]();
      async function* framed(): AsyncGenerator<Uint8Array> {
        yield Buffer.from('zINSTREAM\0');
        for (;;) {
          // Beside what is yielded: that the connection broke off is no fault of the source.
          const { done, value } = await source.next().catch((error) => {
            failed = error;
            throw error;
          });
          if (done) break;
          yield* [lengthOf(value.length), value];
        }
        yield lengthOf(0);
      }
      try {
        return findingIn(await ask(address, framed(), withinMs));
      } catch (error) {
        throw failed ?? error;
      } finally {
        // It may hold a file open that is not read to its end.
        await source.return?.();
      }
    },
    async ping() {
      const answer = await ask(address, [Buffer.from('zPING\0')], PING_WITHIN_MS);
      if (answer !== 'PONG') throw new ScannerAway(`clamd answers ${answer}`);
    },
  };
}

function lengthOf(length: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}

/** `stream: OK`, `stream: NAME FOUND`, or what went wrong, ending in ERROR. */
function findingIn(answer: string): Finding {
  if (answer === 'stream: OK') return { state: 'CLEAN' };
  const malware = /^stream: (.+) FOUND$/.exec(answer)?.[1];
  if (malware === undefined) throw new ScannerAway(`clamd answers ${answer || 'nothing'}`);
  return { state: 'INFECTED', malware };
}

async function ask(
  address: NetConnectOpts,
  question: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  withinMs: number,
): Promise<string> {
  const socket = addAbortSignal(AbortSignal.timeout(withinMs), createConnection(address));
  try {
    const answer = readAnswer(socket);
    const asked = pipeline(question, socket, { end: false }).then(() => answer);
    // It may say what is wrong before it has read all of it, and hang up.
    asked.catch(() => {});
    return await Promise.race([asked, answer]);
  } catch (cause) {
    throw cause instanceof ScannerAway ? cause : new ScannerAway('clamd does not answer', { cause });
  } finally {
    socket.destroy();
  }
}

function readAnswer(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      answer += text;
      const end = answer.indexOf('\0');
      if (end >= 0) resolve(answer.slice(0, end));
      else if (answer.length > LONGEST_ANSWER) reject(new ScannerAway('clamd answers without end'));
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new ScannerAway('clamd hung up')));
  });
}
