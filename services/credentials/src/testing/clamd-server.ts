import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** What a file has in it that this antivirus takes for malware. */
export const MALWARE = 'ISTO-E-UM-VIRUS-DE-TESTE';

/** A stand-in for clamd that speaks PING and INSTREAM, and can be as ill as a real one. */
export class ClamdServer implements AsyncDisposable {
  /** `silent` takes everything and says nothing; `full` refuses before it has read all; `gone` hangs up. */
  mood: 'well' | 'silent' | 'full' | 'gone' = 'well';
  /** How many files it was given whole. */
  scanned = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly url: string,
    readonly server: Server,
  ) {}

  static async start(): Promise<ClamdServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const clamd = new ClamdServer(`tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, server);
    server.on('connection', (socket) => clamd.#serve(socket));
    return clamd;
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {});
    if (this.mood === 'gone') return void socket.destroy();
    const received: Buffer[] = [];
    socket.on('data', (chunk) => {
      received.push(chunk);
      const answer = this.#answerTo(received);
      if (answer !== undefined) socket.end(`${answer}\0`);
    });
  }

  #answerTo(received: readonly Buffer[]): string | undefined {
    if (this.mood === 'silent') return undefined;
    if (received[0]?.toString() === 'zPING\0') return 'PONG';
    if (this.mood === 'full') return 'INSTREAM size limit exceeded. ERROR';
    const file = wholeStream(received);
    if (!file) return undefined;
    this.scanned += 1;
    return file.includes(MALWARE) ? 'stream: Teste.Virus-1 FOUND' : 'stream: OK';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** The file, once the empty chunk that ends it has come. */
function wholeStream(parts: readonly Buffer[]): Buffer | undefined {
  // Where it cannot have ended it is not put together.
  if (parts.at(-1)?.at(-1) !== 0) return undefined;
  const received = Buffer.concat(parts);
  let at = 'zINSTREAM\0'.length;
  const chunks: Buffer[] = [];
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at);
    if (length === 0) return Buffer.concat(chunks);
    chunks.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
