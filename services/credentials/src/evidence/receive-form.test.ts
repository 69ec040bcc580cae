import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvidenceForm, receiveEvidenceForm } from './receive-form.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

const PDF = Buffer.from('%PDF-1.7 evidence %%EOF');

let directory: string;
let storage: EvidenceStorage;
let server: Server;
let url: string;
let outcome: PromiseWithResolvers<Omit<EvidenceForm, 'content'> & { size: number }>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'evidence-'));
  storage = await openEvidenceDirectory(directory);
  outcome = Promise.withResolvers();
  outcome.promise.catch(() => {});
  server = createServer(async (request, response) => {
    await receive(request).then(outcome.resolve, outcome.reject);
    response.end('answered');
  });
  await once(server.listen(0), 'listening');
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await rm(directory, { recursive: true });
});

async function receive(request: IncomingMessage) {
  await using form = await receiveEvidenceForm(request, storage);
  const { content, ...rest } = form;
  return { ...rest, size: content.size };
}

function form(...parts: [name: string, value: string | File][]): FormData {
  const data = new FormData();
  for (const [name, value] of parts) data.append(name, value);
  return data;
}

async function send(body: FormData | string, headers: Record<string, string> = {}): Promise<void> {
  const response = await fetch(url, { method: 'POST', body, headers });
  expect(await response.text()).toBe('answered');
}

async function nothingIsLeft(): Promise<void> {
  expect(await readdir(join(directory, 'partial'))).toEqual([]);
  expect(await readdir(join(directory, 'kept'))).toEqual([]);
}

test('file and requirements are read in any order, the name as it was', async () => {
  await send(
    form(
      ['requirement', 'bundle-enviado'],
      ['file', new File([PDF], 'evidência do REL.pdf')],
      ['requirement', 'resultado'],
    ),
  );
  expect(await outcome.promise).toMatchObject({
    fileName: 'evidência do REL.pdf',
    mediaType: 'application/pdf',
    size: PDF.length,
    requirements: ['bundle-enviado', 'resultado'],
  });
  await nothingIsLeft();
});

const part = (disposition: string, content: Buffer | string = PDF) =>
  Buffer.concat([
    Buffer.from(`--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content as string),
    Buffer.from('\r\n'),
  ]);

test.each([
  ['quotes as browsers write them', 'filename="laudo %22final%22.pdf"', 'laudo "final".pdf'],
  ['quotes as curl wrote them', 'filename="laudo \\"final\\".pdf"', 'laudo "final".pdf'],
  [
    'filename* after filename, in quotes',
    `filename="relat.pdf"; filename*="UTF-8''relat%C3%B3rio.pdf"`,
    'relatório.pdf',
  ],
  ['filename* after filename', `filename="relat.pdf"; filename*=UTF-8''relat%C3%B3rio.pdf`, 'relatório.pdf'],
  ['filename* before filename', `filename*=iso-8859-1'pt'relat%F3rio.pdf; filename="relat.pdf"`, 'relatório.pdf'],
  ['filename* of an unknown charset', `filename="relat.pdf"; filename*=nada''relat%F3rio.pdf`, 'relat.pdf'],
  ['an encoded word', 'filename="=?utf-8?B?cmVsYXTDs3Jpby5wZGY=?="', 'relatório.pdf'],
  ['an encoded word in letters', 'filename="=?iso-8859-1?Q?relat=F3rio_final.pdf?="', 'relatório final.pdf'],
  ['UTF-8 as it is', 'filename="relatório.pdf"', 'relatório.pdf'],
  ['a path of Windows', 'filename="C:\\Users\\Ana\\laudo.pdf"', 'laudo.pdf'],
  ['a semicolon in it', 'filename="a;b=c.pdf"', 'a;b=c.pdf'],
  ['no quotes', 'filename=laudo.pdf', 'laudo.pdf'],
  ['an ending that is another program’s', 'filename="evidencia.hta"', 'evidencia.hta.pdf'],
  ['an ending behind dots that Windows drops', 'filename="evidencia.hta. ."', 'evidencia.hta.pdf'],
])('a file’s name: %s', async (_what, fileName, expected) => {
  await sendBytes([part(`name="file"; ${fileName}`)]);
  expect(await outcome.promise).toMatchObject({ fileName: expected, mediaType: 'application/pdf' });
});

test('a name in the bytes of old programs', async () => {
  const head = Buffer.from(
    '--b\r\nContent-Disposition: form-data; name="file"; filename="relat\u00f3rio.pdf"\r\n\r\n',
    'latin1',
  );
  await sendBytes([head, PDF, Buffer.from('\r\n')]);
  expect(await outcome.promise).toMatchObject({ fileName: 'relatório.pdf' });
});

async function sendBytes(parts: Buffer[]): Promise<void> {
  const body = new Uint8Array(Buffer.concat([...parts, Buffer.from('--b--\r\n')]));
  const headers = { 'content-type': 'multipart/form-data; boundary=b' };
  const response = await fetch(url, { method: 'POST', body, headers });
  expect(await response.text()).toBe('answered');
}

test('behind a file that was refused the connection serves the next request', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const onOneConnection = (file: Buffer) => {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const request = httpRequest(url, { method: 'POST', agent, headers }, (response) =>
      response.resume().once('end', () => resolve(request.reusedSocket)),
    );
    request.once('error', reject);
    request.end(Buffer.concat([part('name="file"; filename="a.pdf"', file), Buffer.from('--b--\r\n')]));
    return promise;
  };
  expect(await onOneConnection(Buffer.alloc(2 ** 21, '#'))).toBe(false);
  await expect(outcome.promise).rejects.toMatchObject({ status: 415 });
  expect(await onOneConnection(PDF)).toBe(true);
  agent.destroy();
});

test.each([
  ['no file', form(['requirement', 'x']), { status: 422, code: 'REQUIRED' }],
  [
    'two files',
    form(['file', new File([PDF], 'a.pdf')], ['file', new File([PDF], 'b.pdf')]),
    { status: 422, code: 'INVALID' },
  ],
  ['another part than file', form(['anexo', new File([PDF], 'a.pdf')]), { status: 422 }],
  ['an empty file', form(['file', new File([], 'a.pdf')]), { status: 422, code: 'INVALID' }],
  ['five bytes of a PDF', form(['file', new File(['%PDF-'], 'a.pdf')]), { status: 422, title: 'Arquivo danificado' }],
  ['a script called .png', form(['file', new File(['#!/bin/sh'], 'a.png')]), { status: 415 }],
])('%s is refused and leaves nothing', async (_what, body, expected) => {
  await send(body);
  await expect(outcome.promise).rejects.toMatchObject(expected);
  await nothingIsLeft();
});

test.each([
  ['another type', '{}', 'application/json'],
  ['no boundary', 'x', 'multipart/form-data'],
  [
    'a form cut off',
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
    'multipart/form-data; boundary=b',
  ],
])('%s is refused as unreadable and leaves nothing', async (_what, body, type) => {
  await send(body, { 'content-type': type });
  await expect(outcome.promise).rejects.toMatchObject({ status: 422, title: 'Envio incompleto' });
  await nothingIsLeft();
});

test('a file above 10 MiB is refused while it comes in, and the answer still arrives', async () => {
  const large = new File([PDF, Buffer.alloc(EVIDENCE_MAX_BYTES)], 'grande.pdf');
  await send(form(['file', large]));
  await expect(outcome.promise).rejects.toMatchObject({ status: 413, code: 'TOO_LARGE' });
  await nothingIsLeft();
});

test('a sender who hangs up in the middle leaves nothing', async () => {
  const request = httpRequest(url, { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=b' } });
  request.on('error', () => {});
  request.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7 ');
  await expect.poll(() => readdir(join(directory, 'partial'))).toHaveLength(1);
  request.destroy();
  await expect(outcome.promise).rejects.toMatchObject({ status: 422 });
  await nothingIsLeft();
});

test('a storage that fails is our failure, not the sender’s', async () => {
  storage.receive = async () => {
    throw new Error('disk full');
  };
  await send(form(['file', new File([PDF], 'a.pdf')]));
  await expect(outcome.promise).rejects.toThrow('disk full');
});
