import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { EVIDENCE_MAX_BYTES } from '@portal/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { logger } from '../logger.ts';
import { CredentialsFilesStub } from '../testing/credentials-files-stub.ts';
import { deadUrl } from '../testing/graph-client.ts';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { FORM_HEADERS, formBody, type Part, pdfOf } from '../testing/upload-form.ts';

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
beforeEach(() => {
  behind.uploads.length = 0;
});

const file = (content: Buffer | string, fileName = 'exame.pdf'): Part => ({ name: 'file', fileName, content });
const requirement = (content: string): Part => ({ name: 'requirement', content });

function post(body: Buffer | string | FormData, { accessRequest = 'mine', headers = {} } = {}) {
  return fetch(`${url}/evidence?accessRequest=${accessRequest}`, {
    method: 'POST',
    headers: { cookie, ...FORM_HEADERS, ...headers },
    body: typeof body === 'string' || body instanceof FormData ? body : new Uint8Array(body),
  });
}

describe('POST /evidence', () => {
  it('passes the form on as it came: what is in it is read behind', async () => {
    const content = pdfOf(70_000);
    const response = await post(formBody([requirement('A'), file(content), requirement('B')]));
    expect(response.status).toBe(201);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(await response.json()).toEqual({ id: 'new', sha256 });
    expect(behind.uploads).toMatchObject([
      {
        accessRequest: 'mine',
        parts: ['requirement', 'file', 'requirement'],
        requirements: ['A', 'B'],
        sha256,
        whole: true,
      },
    ]);
  });

  it.each([
    [5, 201],
    [EVIDENCE_MAX_BYTES, 201],
    [EVIDENCE_MAX_BYTES + 300_000, 413],
    [EVIDENCE_MAX_BYTES + 5_000_000, 413],
  ])('of %d bytes answers %d', async (bytes, status) => {
    const response = await post(formBody([file(pdfOf(bytes))]));
    expect(response.status).toBe(status);
    if (status === 413) {
      expect(await response.json()).toMatchObject({
        status: 413,
        code: 'TOO_LARGE',
        detail: expect.stringContaining('10 MB'),
      });
      expect(behind.uploads.filter(({ whole }) => whole)).toEqual([]);
    } else expect(behind.uploads).toMatchObject([{ bytes, whole: true }]);
  });

  it('of more than that in pieces, its size not told, is cut off while it comes', async () => {
    const whole = formBody([file(pdfOf(EVIDENCE_MAX_BYTES + 5_000_000))]);
    async function* pieces(): AsyncGenerator<Uint8Array> {
      for (let at = 0; at < whole.length; at += 1_000_000) yield new Uint8Array(whole.subarray(at, at + 1_000_000));
    }
    const response = await fetch(`${url}/evidence?accessRequest=mine`, {
      method: 'POST',
      headers: { cookie, ...FORM_HEADERS },
      body: ReadableStream.from(pieces()),
      duplex: 'half',
    } as RequestInit);
    expect([response.status, await response.json()]).toMatchObject([413, { code: 'TOO_LARGE' }]);
    expect(behind.uploads.filter(({ whole: kept }) => kept)).toEqual([]);
  });

  it('of what is no form answers 415', async () => {
    expect((await post('{}', { headers: { 'content-type': 'application/json' } })).status).toBe(415);
  });

  it.each([
    ['unknown', 404],
    ['full', 409],
    ['again', 200],
  ])('passes on what is said behind of %s, early or not: %d', async (accessRequest, status) => {
    const response = await post(formBody([file(pdfOf(4_000_000))]), { accessRequest });
    expect(response.status).toBe(status);
    if (status !== 200) expect(await response.json()).toEqual({ status, code: 'FROM_BEHIND' });
  });

  it('passes on a refusal of its requirements', async () => {
    expect((await post(formBody([file(pdfOf(100)), requirement('NO_SUCH')]))).status).toBe(422);
  });

  it('tells nothing of what failed behind', async () => {
    const response = await post(formBody([file(pdfOf(100))]), { accessRequest: 'broken' });
    expect(response.status).toBe(500);
    const text = await response.text();
    expect(text).toContain('INTERNAL');
    expect(text).not.toMatch(/FROM_BEHIND|credentials/);
    await using alone = await startTestGateway({ config: { credentialsUrl: await deadUrl() } });
    const other = (await alone.signedIn('ana')).cookieFor(alone.gateway.url);
    const unreachable = await fetch(`${alone.gateway.url}/evidence?accessRequest=mine`, {
      method: 'POST',
      headers: { cookie: other, ...FORM_HEADERS },
      body: new Uint8Array(formBody([file(pdfOf(100_000))])),
    });
    expect([unreachable.status, unreachable.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await unreachable.json()).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('breaks off behind when the client leaves', async () => {
    const body = formBody([file(pdfOf(5_000_000))]);
    const upload = request(`${url}/evidence?accessRequest=mine`, {
      method: 'POST',
      headers: { cookie, ...FORM_HEADERS, 'content-length': body.length },
    });
    upload.on('error', () => {});
    upload.write(body.subarray(0, 1_000_000));
    await expect.poll(() => behind.uploads[0]?.bytes ?? 0).toBeGreaterThan(0);
    upload.destroy();
    await expect.poll(() => behind.uploads[0]?.bytes).toBeDefined();
    expect(behind.uploads[0]?.whole).toBe(false);
    expect((await post(formBody([file(pdfOf(100))]))).status).toBe(201);
  });

  it('is for people who are signed in, and for pages of the portal', async () => {
    const body = formBody([file(pdfOf(100))]);
    const status = async (headers: Record<string, string>) =>
      (await fetch(`${url}/evidence?accessRequest=mine`, { method: 'POST', headers, body: new Uint8Array(body) }))
        .status;
    const type = { 'content-type': FORM_HEADERS['content-type'] };
    expect(await status(type)).toBe(401);
    expect(await status({ ...type, authorization: 'Bearer nobody-issued-this', cookie })).toBe(401);
    expect(await status({ ...type, cookie })).toBe(400);
    expect(await status({ ...FORM_HEADERS, cookie, origin: 'http://evil.example' })).toBe(403);
    expect(behind.uploads).toEqual([]);
  });
});

describe.each(['/request-receipts', '/credential-sheets'])('GET %s/ID', (path) => {
  it('passes on what was printed as an attachment that nobody keeps', async () => {
    const response = await fetch(`${url}${path}/kept`, { headers: { cookie } });
    expect([response.status, await response.text()]).toEqual([200, '%PDF-']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': 'attachment; filename=comprovante.pdf',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    });
  });

  it('is 404 for what is not there, and 401 for nobody', async () => {
    expect((await fetch(`${url}${path}/gone`, { headers: { cookie } })).status).toBe(404);
    expect((await fetch(`${url}${path}/..%2Fevidence`, { headers: { cookie } })).status).toBe(404);
    expect((await fetch(`${url}${path}/kept`)).status).toBe(401);
  });
});

describe('GET /evidence/ID', () => {
  it('sends the bytes as an attachment that no page shows', async () => {
    const response = await fetch(`${url}/evidence/kept`, { headers: { cookie } });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('PNG');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-length': '3',
      'content-disposition': 'attachment; filename="a.png"',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    });
  });

  it('answers 404 for what is not there, 401 to nobody', async () => {
    expect((await fetch(`${url}/evidence/gone`, { headers: { cookie } })).status).toBe(404);
    expect((await fetch(`${url}/evidence/..%2Fevidence`, { headers: { cookie } })).status).toBe(404);
    expect((await fetch(`${url}/evidence/kept`)).status).toBe(401);
  });
});

describe('files of messages', () => {
  it('take the same way: passed on as they come, within the limit, and sent as an attachment that no page shows', async () => {
    const send = (bytes: number, headers: Record<string, string>) =>
      fetch(`${url}/message-attachments?accessRequest=mine`, {
        method: 'POST',
        headers: { ...FORM_HEADERS, ...headers },
        body: new Uint8Array(formBody([file(pdfOf(bytes))])),
      });
    expect((await send(70_000, { cookie })).status).toBe(201);
    expect(behind.uploads).toMatchObject([{ accessRequest: 'mine', bytes: 70_000, whole: true }]);
    expect((await send(EVIDENCE_MAX_BYTES + 300_000, { cookie })).status).toBe(413);
    expect((await send(100, {})).status).toBe(401);
    const response = await fetch(`${url}/message-attachments/kept`, { headers: { cookie } });
    expect([response.status, await response.text()]).toEqual([200, 'PNG']);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="a.png"');
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    );
    expect((await fetch(`${url}/message-attachments/kept`)).status).toBe(401);
    expect((await fetch(`${url}/message-attachments/gone`, { headers: { cookie } })).status).toBe(404);
  });
});

describe('a client that leaves', () => {
  const told = vi.spyOn(logger, 'info');
  const failed = vi.spyOn(logger, 'error');
  beforeEach(() => {
    told.mockClear();
    failed.mockClear();
  });
  const leftTold = () => told.mock.calls.filter(([, text]) => text === 'a client left before it was answered').length;

  it('before its evidence comes is no failure of the portal, and nobody goes on behind', async () => {
    const asking = request(`${url}/evidence/slow`, { headers: { cookie } }).on('error', () => {});
    asking.end();
    await expect.poll(() => behind.waiting).toBe(1);
    asking.destroy();
    await expect.poll(leftTold).toBe(1);
    await expect.poll(() => behind.waiting).toBe(0);
    expect(failed).not.toHaveBeenCalled();
  });
});
