import 'reflect-metadata';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRoot, issueECnpj, toPfx } from '@portal/certificates';
import { CERTIFICATE_MAX_BYTES } from '@portal/domain';
import { ANONYMOUS, InvalidToken } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import express from 'express';
import { afterAll, expect, test } from 'vitest';
import { certificateRoutes } from './http.ts';

const ana = testPerson();
const app = express();
app.use(
  certificateRoutes({
    async verifyToken(token) {
      if (token === 'ana') return ana;
      if (token === 'nobody') return ANONYMOUS;
      throw new InvalidToken('not a good one');
    },
    authorities: undefined,
    now: () => new Date(),
  }),
);
const server = app.listen(0);
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());

const issued = await issueECnpj({ authority: await createRoot(), cnpj: '11222333000181', companyName: 'LAB' });
const pfx = toPfx(issued, { password: 'maçã' });

interface Part {
  name: string;
  content: Buffer | string;
  fileName?: string;
}

async function post(parts: Part[], token = 'ana'): Promise<Response> {
  const form = new FormData();
  for (const { name, content, fileName } of parts) {
    if (fileName) form.append(name, new Blob([new Uint8Array(Buffer.from(content))]), fileName);
    else form.append(name, String(content));
  }
  const headers = { authorization: `Bearer ${token}` };
  return fetch(`http://localhost:${port}/internal/certificate`, { method: 'POST', body: form, headers });
}

function file(content: Buffer | string, name = 'file'): Part {
  return { name, content, fileName: 'certificado.pfx' };
}

async function refusal(response: Response) {
  expect(response.headers.get('content-type')).toMatch('application/problem+json');
  const { status, code, detail } = (await response.json()) as Record<string, unknown>;
  expect(status).toBe(response.status);
  return [status, code, detail];
}

test('a PFX with its password, in any order', async () => {
  const password = { name: 'password', content: 'maçã' };
  for (const parts of [
    [file(pfx), password],
    [password, file(pfx)],
  ]) {
    const response = await post(parts);
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { pem, holder, kind, chainVerified } = (await response.json()) as Record<string, unknown>;
    expect({ pem, holder, kind, chainVerified }).toEqual({
      pem: issued.pem,
      holder: '11222333000181',
      kind: 'E_CNPJ',
      chainVerified: false,
    });
  }
});

test('a PEM and a DER', async () => {
  for (const content of [issued.pem, issued.der]) {
    expect((await post([file(content)])).status).toBe(200);
  }
});

test('what is wrong is told in Portuguese', async () => {
  expect(await refusal(await post([file(pfx), { name: 'password', content: 'x' }]))).toEqual([
    422,
    'INVALID',
    'Senha incorreta.',
  ]);
  expect(await refusal(await post([file('texto')]))).toEqual([422, 'INVALID', 'Este arquivo não é um certificado.']);
  expect(await refusal(await post([{ name: 'password', content: 'x' }]))).toEqual([
    422,
    'REQUIRED',
    'Escolha o arquivo do certificado.',
  ]);
  expect(await refusal(await post([file(pfx), file(pfx)]))).toEqual([422, 'INVALID', 'Envie um arquivo de cada vez.']);
});

test('more bytes than a certificate has are refused, as many as it may have are looked at', async () => {
  const tooLarge = await refusal(await post([file(Buffer.alloc(CERTIFICATE_MAX_BYTES + 1))]));
  expect(tooLarge.slice(0, 2)).toEqual([413, 'TOO_LARGE']);
  const largest = await refusal(await post([file(Buffer.alloc(CERTIFICATE_MAX_BYTES))]));
  expect(largest).toEqual([422, 'INVALID', 'Este arquivo não é um certificado.']);
});

test('nobody, and a bad token', async () => {
  for (const token of ['nobody', 'forged', '']) {
    const [status, code] = await refusal(await post([file(pfx)], token));
    expect([status, code]).toEqual([401, 'UNAUTHENTICATED']);
  }
});

test('what is no form, and a form that breaks off', async () => {
  const unreadable = [422, 'INVALID', 'O envio não pode ser lido. Envie o arquivo de novo.'];
  const send = (type: string, body: string) => {
    const headers = { authorization: 'Bearer ana', 'content-type': type };
    return fetch(`http://localhost:${port}/internal/certificate`, { method: 'POST', headers, body });
  };
  expect(await refusal(await send('application/json', '{}'))).toEqual(unreadable);
  expect(await refusal(await send('multipart/form-data', 'x'))).toEqual(unreadable);
  const cutOff = '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc';
  expect(await refusal(await send('multipart/form-data; boundary=b', cutOff))).toEqual(unreadable);
});

test('a sender who goes away leaves the service standing', async () => {
  const gone = Promise.withResolvers<void>();
  const headers = {
    authorization: 'Bearer ana',
    'content-type': 'multipart/form-data; boundary=b',
    'content-length': '5000',
  };
  const sending = request({ port, method: 'POST', path: '/internal/certificate', headers });
  sending.on('error', () => gone.resolve());
  server.once('request', (received) => received.once('data', () => sending.destroy(new Error('gone'))));
  sending.write('--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc');
  await gone.promise;
  expect((await post([file(issued.pem)])).status).toBe(200);
});
