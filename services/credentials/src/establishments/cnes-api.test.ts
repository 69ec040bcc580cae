import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Cnes } from '@portal/domain';
import { afterEach, expect, test } from 'vitest';
import { type CnesApi, CnesUnavailable, createCnesApi } from './cnes-api.ts';

const CNES = '2337991' as Cnes;
// As the register writes it; what the portal does not read is left out.
const laboratory = {
  codigo_cnes: 2337991,
  numero_cnpj: null,
  numero_cnpj_entidade: '11222333000181',
  nome_razao_social: 'LABORATORIO ROMULO ROCHA LTDA',
  nome_fantasia: 'LABORATORIO ROMULO ROCHA',
  codigo_uf: 52,
  codigo_municipio: 520870,
};

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Register {
  api: CnesApi;
  asked: string[];
  clock: { now: number };
}

/** A register on this machine that answers as told. */
async function register(answer: RequestListener): Promise<Register> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  const listening = server;
  await new Promise<void>((resolve) => listening.listen(0, resolve));
  const clock = { now: 0 };
  const url = `http://localhost:${(listening.address() as AddressInfo).port}/cnes/estabelecimentos/`;
  return { api: createCnesApi({ url, now: () => clock.now }), asked, clock };
}

function json(body: unknown, status = 200): RequestListener {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

test('an establishment is read with the CNPJ of who maintains it and the name of its municipality', async () => {
  const { api, asked } = await register(json(laboratory));
  expect(await api.find(CNES)).toEqual({
    cnes: '2337991',
    cnpj: '11222333000181',
    name: 'LABORATORIO ROMULO ROCHA',
    uf: 'GO',
    municipality: 'Goiânia',
    verified: true,
  });
  expect(asked).toEqual(['/cnes/estabelecimentos/2337991']);
});

test('numbers that lost their zeros, its own CNPJ first, the legal name where there is no other', async () => {
  const { api } = await register(
    json({ ...laboratory, codigo_cnes: 27, numero_cnpj: 191, nome_fantasia: null, codigo_municipio: '110001' }),
  );
  expect(await api.find('0000027' as Cnes)).toMatchObject({
    cnes: '0000027',
    cnpj: '00000000000191',
    name: 'LABORATORIO ROMULO ROCHA LTDA',
    uf: 'RO',
    municipality: "Alta Floresta D'Oeste",
  });
});

test('a CNPJ that is none is left out', async () => {
  const { api } = await register(json({ ...laboratory, numero_cnpj_entidade: '11222333000100' }));
  expect(await api.find(CNES)).toMatchObject({ cnpj: null });
});

test('answers are kept: one found for a day, a "no such" for ten minutes', async () => {
  let answer = json(laboratory);
  const { api, asked, clock } = await register((request, response) => answer(request, response));
  await api.find(CNES);
  clock.now = 24 * 3_600_000 - 1;
  await api.find(CNES);
  expect(asked).toHaveLength(1);

  answer = json({ message: 'Estabelecimento não encontrado' }, 404);
  clock.now += 1;
  expect(await api.find(CNES)).toBeUndefined();
  clock.now += 10 * 60_000 - 1;
  expect(await api.find(CNES)).toBeUndefined();
  expect(asked).toHaveLength(2);
  clock.now += 1;
  await api.find(CNES);
  expect(asked).toHaveLength(3);
});

test('the same establishment asked for at the same time is asked for once', async () => {
  const { api, asked } = await register(json(laboratory));
  await Promise.all([api.find(CNES), api.find(CNES), api.find(CNES)]);
  expect(asked).toHaveLength(1);
});

test.for<[string, RequestListener]>([
  ['fails', json({ message: 'erro' }, 500)],
  ['asks to wait', json({}, 429)],
  ['is replaced by a page', (_request, response) => response.setHeader('content-type', 'text/html').end('<html>')],
  ['is not there, by the word of a proxy', (_request, response) => response.writeHead(404).end('not found')],
  ['breaks off', (_request, response) => response.destroy()],
  [
    'breaks off in the middle',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '99' });
      response.write('{', () => response.destroy());
    },
  ],
])('a register that %s is unavailable, and is left alone for half a minute', async ([, answer]) => {
  const { api, asked, clock } = await register(answer);
  await expect(api.find(CNES)).rejects.toThrow(CnesUnavailable);
  clock.now = 29_999;
  await expect(api.find('2313499' as Cnes)).rejects.toThrow(CnesUnavailable);
  expect(asked).toHaveLength(1);
  clock.now = 30_000;
  await expect(api.find(CNES)).rejects.toThrow(CnesUnavailable);
  expect(asked).toHaveLength(2);
});

test.for<[string, object]>([
  ['nothing', {}],
  ['another establishment', { ...laboratory, codigo_cnes: 1 }],
  ['a municipality nobody knows', { ...laboratory, codigo_municipio: 999999 }],
])('a register that tells %s is unavailable for that establishment alone', async ([, told]) => {
  const { api } = await register((request, response) =>
    json(request.url?.endsWith('/0000027') ? told : laboratory)(request, response),
  );
  await expect(api.find('0000027' as Cnes)).rejects.toThrow(CnesUnavailable);
  expect(await api.find(CNES)).toMatchObject({ cnes: CNES });
});

test('a register that does not answer is given up on after three seconds', async () => {
  const { api } = await register(() => {});
  const started = performance.now();
  await expect(api.find(CNES)).rejects.toThrow(CnesUnavailable);
  expect(performance.now() - started).toBeGreaterThan(2_900);
});

test('what was found is answered from memory while the register fails', async () => {
  let answer = json(laboratory);
  const { api } = await register((request, response) => answer(request, response));
  await api.find(CNES);
  answer = json({}, 500);
  await expect(api.find('2313499' as Cnes)).rejects.toThrow(CnesUnavailable);
  expect(await api.find(CNES)).toMatchObject({ cnes: CNES });
});

test('it is not followed to another address', async () => {
  const { api, asked } = await register((_request, response) => {
    response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await expect(api.find(CNES)).rejects.toThrow(CnesUnavailable);
  expect(asked).toHaveLength(1);
});
