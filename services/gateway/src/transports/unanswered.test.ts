import { afterAll, beforeAll, expect, it } from 'vitest';
import { CredentialsFilesStub } from '../testing/credentials-files-stub.ts';
import { askGraph } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { FORM_HEADERS, formBody, pdfOf } from '../testing/upload-form.ts';

const behind = new CredentialsFilesStub();
let stand: TestGateway;
let url: string;
let cookie: string;
beforeAll(async () => {
  stand = await startTestGateway({ credentialsRoutes: behind.routes });
  url = stand.gateway.url;
  cookie = (await stand.signedIn('ana')).cookieFor(url);
});
afterAll(() => stand[Symbol.asyncDispose]());

const asked = (query: string) => askGraph(url, query, { headers: { cookie } });
const codeOf = async (query: string) => (await asked(query)).errors?.[0]?.extensions.code;
const get = (path: string, headers = {}) => fetch(`${url}${path}`, { redirect: 'manual', headers });
const upload = () =>
  fetch(`${url}/evidence?accessRequest=mine`, {
    method: 'POST',
    headers: { cookie, ...FORM_HEADERS },
    body: new Uint8Array(formBody([{ name: 'file', fileName: 'exame.pdf', content: pdfOf(70_000) }])),
  });
const told = async (answer: Promise<Response>) => {
  const { status, headers } = await answer;
  const { code, errors } = (await (await answer).json()) as {
    code?: string;
    errors?: { extensions: { code: string } }[];
  };
  return [status, code ?? errors?.[0]?.extensions.code, headers.get('retry-after')];
};

it('keeps an idle connection for longer than most proxies do, which would lose what they send as it is closed', async () => {
  expect((await get('/healthz')).headers.get('keep-alive')).toBe('timeout=75');
});

it('while credentials says nothing, each answer comes, says what is known, and all else goes on', async () => {
  expect((await upload()).status).toBe(201);
  stand.ways.credentials.fallSilent({ arrives: false });
  const waiting = {
    reading: codeOf('{ viewer { name } }'),
    changing: codeOf('mutation { rename(id: "1", owner: "ana") { id } }'),
    sending: told(upload()),
    downloading: told(get('/evidence/kept', { cookie })),
  };
  expect((await asked('{ portfolios { slug } }')).errors).toBeUndefined();
  expect((await get('/login?as=ana')).status).toBe(302);
  expect((await stand.signedIn('bruno')).cookieFor(url)).not.toBe('');
  const ready = await get('/readyz');
  expect([ready.status, await ready.json()]).toEqual([
    200,
    { status: 'ready', subgraphs: { catalogue: 'ready', credentials: 'does not answer', homologation: 'ready' } },
  ]);
  expect(await waiting.downloading).toEqual([503, 'UNAVAILABLE', '2']);
  expect(await waiting.sending).toEqual([504, 'OUTCOME_UNKNOWN', null]);
  expect(await waiting.reading).toBe('UNAVAILABLE');
  expect(await waiting.changing).toBe('OUTCOME_UNKNOWN');
  stand.ways.credentials.goOn();
  expect((await asked('{ viewer { name } }')).errors).toBeUndefined();
  expect((await upload()).status).toBe(201);
});

it('while its database says nothing, who is known by a session is told so, and who is not is answered', async () => {
  stand.ways.database.fallSilent();
  const reading = told(
    get('/graphql?query={viewer{name}}', { cookie: `${cookie}-of-nobody`, 'apollo-require-preflight': '1' }),
  );
  expect((await askGraph(url, '{ portfolios { slug } }')).errors).toBeUndefined();
  expect((await get('/login?as=ana')).status).toBe(302);
  expect(await reading).toEqual([503, 'UNAVAILABLE', '2']);
  stand.ways.database.goOn();
  await expect.poll(async () => (await asked('{ viewer { name } }')).errors).toBeUndefined();
});
