// @vitest-environment happy-dom
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSession } from '../session.ts';
import { HttpProblem } from './http-problem.ts';
import { giveUpFile, PAUSED, sendResumably } from './send-resumably.ts';

// As in a browser: what Node would load sends no files.
vi.mock('tus-js-client', () => import('tus-js-client/lib.esm/browser/index.js' as 'tus-js-client'));

interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: object;
}

/** What it is asked; what it answers by turns instead of what it would. */
const asked: string[] = [];
const instead = new Map<string, (Answer | 'silence' | undefined)[]>();
let server: Server;
let received: number;
let kept: boolean;
/** How long was waited until the next try, in a hurry here. */
const waits: number[] = [];

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const bytes: Buffer[] = [];
  for await (const chunk of req) bytes.push(chunk);
  const ask = `${req.method} ${req.url}`;
  asked.push(ask);
  const told = instead.get(ask)?.shift() ?? usual(req, Buffer.concat(bytes));
  if (told === 'silence') return;
  res.writeHead(told.status, { 'tus-resumable': '1.0.0', ...told.headers });
  res.end(told.body && JSON.stringify(told.body));
}

function usual({ method, url = '' }: IncomingMessage, bytes: Buffer): Answer {
  if (url.endsWith('/finish')) {
    kept = true;
    return { status: 201, body: { id: 'evidence' } };
  }
  if (method === 'POST') {
    received = 0;
    return { status: 201, headers: { location: `/uploads/${asked.filter((one) => one === 'POST /uploads').length}` } };
  }
  if (method === 'DELETE') return { status: kept ? 409 : 204 };
  received += bytes.length;
  const headers = { 'upload-offset': String(received), 'upload-length': '8' };
  return { status: method === 'HEAD' ? 200 : 204, headers };
}

beforeEach(async () => {
  asked.length = 0;
  waits.length = 0;
  instead.clear();
  const later = globalThis.setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((work: () => void, ms = 0) => {
    const wait = ms >= 500 && ms <= 30_000;
    if (wait) waits.push(ms);
    return later(work, wait ? 0 : ms);
  }) as typeof setTimeout);
  [received, kept] = [0, false];
  server = createServer((req, res) => void answer(req, res));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${origin}/solicitacoes`);
  const real = globalThis.fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(new URL(path, origin), init));
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  server.closeAllConnections();
  server.close();
});

const session = createSession('/graphql');
const file = () => new File(['%PDF-1.7'], 'tela.pdf');
const send = (one: File, signal?: AbortSignal) =>
  sendResumably(session, one, { purpose: 'evidence', accessRequest: 'r', ...(signal && { signal }) });
const times = (ask: string) => asked.filter((one) => one === ask).length;

test('a file is begun, sent and finished', async () => {
  expect(await send(file())).toEqual({ id: 'evidence' });
  expect(asked).toEqual(['POST /uploads', 'PATCH /uploads/1', 'POST /uploads/1/finish']);
});

test('that it is not told for a moment how far it is begins nothing anew', async () => {
  instead.set('PATCH /uploads/1', [{ status: 503 }]);
  instead.set('HEAD /uploads/1', [{ status: 503 }, { status: 429, headers: { 'retry-after': '1' } }, { status: 504 }]);
  expect(await send(file())).toEqual({ id: 'evidence' });
  expect(times('POST /uploads')).toBe(1);
  expect(times('HEAD /uploads/1')).toBe(4);
});

test('what the Portal knows nothing of any more is begun anew; what it refuses then is told in its words', async () => {
  instead.set('PATCH /uploads/1', [{ status: 503 }]);
  instead.set('HEAD /uploads/1', [{ status: 404 }]);
  expect(await send(file())).toEqual({ id: 'evidence' });
  expect(asked.slice(2)).toEqual(['HEAD /uploads/1', 'POST /uploads', 'PATCH /uploads/2', 'POST /uploads/2/finish']);

  asked.length = 0;
  instead.set('PATCH /uploads/1', [{ status: 503 }]);
  instead.set('HEAD /uploads/1', [{ status: 409 }]);
  instead.set('POST /uploads', [undefined, { status: 409, body: { detail: 'Já foi enviada.' } }]);
  const problem = await send(file()).catch((cause) => cause);
  expect(problem).toBeInstanceOf(HttpProblem);
  expect(problem).toMatchObject({ status: 409, detail: 'Já foi enviada.' });
});

test('a file that came in too many parts is not begun anew, and the words of the Portal are told', async () => {
  const detail = 'O arquivo chegou em partes demais, e o envio foi cancelado. Envie de novo.';
  instead.set('PATCH /uploads/1', [{ status: 422, body: { code: 'INVALID', detail } }]);
  instead.set('HEAD /uploads/1', [{ status: 404 }]);
  const problem = await send(file()).catch((cause) => cause);
  expect(problem).toBeInstanceOf(HttpProblem);
  expect(problem).toMatchObject({ status: 422, detail });
  expect(asked).toEqual(['POST /uploads', 'PATCH /uploads/1']);
});

test('waits longer each time that the whole is not taken, and as long as it is asked to', async () => {
  const late = { status: 504 };
  instead.set('POST /uploads/1/finish', [late, late, late, late, { status: 429, headers: { 'retry-after': '17' } }]);
  expect(await send(file())).toEqual({ id: 'evidence' });
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 17_000]);
});

test('an answer to the last that never comes is asked for again', async () => {
  vi.spyOn(AbortSignal, 'timeout').mockImplementationOnce(() => {
    const within = new AbortController();
    void vi.waitFor(() => expect(times('POST /uploads/1/finish')).toBe(1)).then(() => within.abort());
    return within.signal;
  });
  instead.set('POST /uploads/1/finish', ['silence']);
  expect(await send(file())).toEqual({ id: 'evidence' });
  expect(times('POST /uploads/1/finish')).toBe(2);
  expect(times('PATCH /uploads/1')).toBe(1);
});

test('given up while it is finished it is deleted; where it was quicker, that is what it became', async () => {
  for (const quicker of [false, true]) {
    asked.length = 0;
    instead.set('POST /uploads/1/finish', ['silence']);
    const stop = new AbortController();
    const sent = send(file(), stop.signal);
    await vi.waitFor(() => expect(times('POST /uploads/1/finish')).toBe(1));
    kept = quicker;
    stop.abort();
    if (quicker) expect(await sent).toEqual({ id: 'evidence' });
    else await expect(sent).rejects.toThrow();
    expect(times('DELETE /uploads/1')).toBe(1);
  }
});

test('what failed and is put away is deleted there, and begun anew where it is sent again', async () => {
  const one = file();
  instead.set('POST /uploads/1/finish', [{ status: 500 }]);
  await expect(send(one)).rejects.toThrow();
  expect(await giveUpFile(one)).toBe(false);
  expect(times('DELETE /uploads/1')).toBe(1);
  expect(await send(one)).toEqual({ id: 'evidence' });
  expect(times('POST /uploads')).toBe(2);
});

test('what was paused, or failed, and had become something before it was put away is told to have', async () => {
  const [paused, failed] = [file(), file()];
  const pause = new AbortController();
  instead.set('POST /uploads/1/finish', ['silence']);
  const sent = send(paused, pause.signal);
  await vi.waitFor(() => expect(times('POST /uploads/1/finish')).toBe(1));
  pause.abort(PAUSED);
  await expect(sent).rejects.toThrow();
  instead.set('POST /uploads/2/finish', [{ status: 500 }]);
  await expect(send(failed)).rejects.toThrow();
  kept = true;
  expect(await giveUpFile(paused)).toBe(true);
  expect(await giveUpFile(failed)).toBe(true);
  expect(await giveUpFile(paused)).toBe(false);
});

test('a file of a message is asked after until the antivirus has looked at it', async () => {
  const waiting = { status: 200, body: { attachmentId: 'a', scan: 'PENDING' } };
  instead.set('POST /uploads/1/finish', [
    waiting,
    waiting,
    { status: 200, body: { attachmentId: 'a', scan: 'CLEAN' } },
  ]);
  let told = 0;
  const onScanning = () => {
    told += 1;
  };
  const became = await sendResumably(session, file(), { purpose: 'message', accessRequest: 'r', onScanning });
  expect(became).toEqual({ attachmentId: 'a', scan: 'CLEAN' });
  expect(told).toBe(2);
  expect(waits).toEqual([5_000, 5_000]);
  expect(times('PATCH /uploads/1')).toBe(1);
});
