// Many WebSockets that subscribe and note when they hear of something. On bare sockets: a library's own work for each
// would be measured with the server's.
import { connect, type Socket } from 'node:net';

/** What the crowd is told to do. */
export type CrowdOrder =
  | { open: { host: string; port: number; cookies: string[]; clients: number; query: string } }
  | { hear: { marker: string; withinMs: number } };

/** What it answers. */
export type CrowdAnswer = { opened: number } | { heard: Float64Array; missing: number };

/** So many handshakes at once. */
const AT_ONCE = 50;
/** An operation's messages, masked with zeros, which leaves the text as it is. */
const INIT = '{"type":"connection_init"}';

let marker = '';
let arrivals: number[] = [];
let everybody = 0;
let allHeard = () => {};

const now = () => performance.timeOrigin + performance.now();

process.on('message', async (order: CrowdOrder) => {
  if ('open' in order) answer({ opened: await open(order.open) });
  else await hear(order.hear);
});

function answer(value: CrowdAnswer): void {
  process.send?.(value);
}

async function open({ clients, ...what }: Extract<CrowdOrder, { open: object }>['open']): Promise<number> {
  let next = 0;
  const worker = async () => {
    while (next < clients) await openClient(next++, what);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  everybody += clients;
  return everybody;
}

async function hear(what: { marker: string; withinMs: number }): Promise<void> {
  arrivals = [];
  const heard = new Promise<void>((resolve) => {
    allHeard = resolve;
  });
  marker = what.marker;
  const late = setTimeout(() => allHeard(), what.withinMs);
  // Only now may it happen.
  process.send?.('listening');
  await heard;
  clearTimeout(late);
  marker = '';
  answer({ heard: Float64Array.from(arrivals), missing: everybody - arrivals.length });
}

type Where = { host: string; port: number; cookies: string[]; query: string };

function openClient(index: number, { host, port, cookies, query }: Where): Promise<void> {
  const cookie = cookies[index % cookies.length];
  const socket = connect(port, host.split(':')[0]).setNoDelay(true);
  const subscribe = JSON.stringify({ id: `client-${index}`, type: 'subscribe', payload: { query } });
  return new Promise((resolve, reject) => {
    let buffered = Buffer.alloc(0);
    let upgraded = false;
    socket.once('connect', () => {
      socket.write(
        `GET /graphql HTTP/1.1\r\nhost: ${host}\r\nupgrade: websocket\r\nconnection: Upgrade\r\nsec-websocket-version: 13\r\n` +
          `sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: graphql-transport-ws\r\n` +
          `${cookie ? `cookie: ${cookie}\r\norigin: http://${host}\r\n` : ''}\r\n`,
      );
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`client ${index} was closed`)));
    socket.on('data', (chunk) => {
      buffered = buffered.length === 0 ? chunk : Buffer.concat([buffered, chunk]);
      if (!upgraded) {
        const end = buffered.indexOf('\r\n\r\n');
        if (end < 0) return;
        if (!buffered.toString('latin1', 0, 12).endsWith('101'))
          return reject(new Error(buffered.toString('latin1', 0, end)));
        upgraded = true;
        buffered = buffered.subarray(end + 4);
        sendText(socket, INIT);
      }
      for (let frame = frameOf(buffered); frame; frame = frameOf(buffered)) {
        buffered = buffered.subarray(frame.length);
        if (frame.opcode === 9) socket.write(Buffer.from([0x8a, 0x80, 0, 0, 0, 0]));
        else if (frame.opcode === 1) onText(frame.payload);
      }
    });
    const onText = (payload: Buffer) => {
      if (marker !== '' && payload.includes(marker)) {
        arrivals.push(now());
        if (arrivals.length === everybody) allHeard();
      } else if (payload.includes('"connection_ack"')) {
        sendText(socket, subscribe);
        resolve();
      } else if (payload.includes('"type":"error"')) reject(new Error(payload.toString()));
    };
  });
}

/** A frame of a server, which masks nothing; undefined while it has not come whole. */
function frameOf(bytes: Buffer): { opcode: number; payload: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined;
  const short = bytes.readUInt8(1);
  const head = short === 126 ? 4 : short === 127 ? 10 : 2;
  if (bytes.length < head) return undefined;
  const size = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (bytes.length < head + size) return undefined;
  return { opcode: bytes.readUInt8(0) & 15, payload: bytes.subarray(head, head + size), length: head + size };
}

function sendText(socket: Socket, text: string): void {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
  head.writeUInt8(0x81, 0);
  if (payload.length < 126) head.writeUInt8(0x80 | payload.length, 1);
  else {
    head.writeUInt8(0x80 | 126, 1);
    head.writeUInt16BE(payload.length, 2);
  }
  socket.write(Buffer.concat([head, payload]));
}
