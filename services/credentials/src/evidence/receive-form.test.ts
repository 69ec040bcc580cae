import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EvidenceForm, receiveEvidenceForm } from './receive-form.ts';
import { type EvidenceStorage, openEvidenceDirectory } from './storage.ts';

const PDF = Buffer.from('%PDF-1.7 evidence');

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

test.each([
  ['no file', form(['requirement', 'x']), { status: 422, code: 'REQUIRED' }],
  [
    'two files',
    form(['file', new File([PDF], 'a.pdf')], ['file', new File([PDF], 'b.pdf')]),
    { status: 422, code: 'INVALID' },
  ],
  ['another part than file', form(['anexo', new File([PDF], 'a.pdf')]), { status: 422 }],
  ['an empty file', form(['file', new File([], 'a.pdf')]), { status: 422, code: 'INVALID' }],
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
