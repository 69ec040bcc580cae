import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type RequestOrigin, refuseForeign } from './foreign-request.ts';

const own: RequestOrigin = {
  kind: 'write',
  hasBearer: false,
  hasCookie: true,
  origin: 'http://localhost:4000',
  host: 'localhost:4000',
  publicOrigin: undefined,
  contentType: 'application/json',
  preflight: undefined,
};

const multipart = { contentType: 'multipart/form-data; boundary=x' };

it.each<[string, Partial<RequestOrigin>, number | undefined]>([
  ['JSON from the console', {}, undefined],
  ['JSON without Origin, as programs send it', { origin: undefined }, undefined],
  ['JSON from another page', { origin: 'http://evil.example' }, 403],
  ['JSON from the other console', { origin: 'http://localhost:4001' }, 403],
  ['JSON from a page without an origin', { origin: 'null' }, 403],
  [
    'JSON from the public origin',
    { origin: 'https://portal.example', publicOrigin: 'https://portal.example' },
    undefined,
  ],
  ['JSON from another page of no session', { origin: 'http://evil.example', hasCookie: false }, undefined],
  ['JSON from another page with a token', { origin: 'http://evil.example', hasBearer: true }, undefined],
  ['reading from another page', { kind: 'read', origin: 'http://evil.example' }, undefined],
  ['a form with files', multipart, 400],
  ['a form with files and the header', { ...multipart, preflight: 'true' }, undefined],
  ['a form with files from another page', { ...multipart, origin: 'http://evil.example', preflight: 'true' }, 403],
  ['a form with files of no session', { ...multipart, hasCookie: false }, undefined],
  ['a WebSocket from the console', { kind: 'upgrade' }, undefined],
  ['a WebSocket without Origin', { kind: 'upgrade', origin: undefined }, 403],
  ['a WebSocket from another page', { kind: 'upgrade', origin: 'http://evil.example' }, 403],
  ['a WebSocket of no session without Origin', { kind: 'upgrade', origin: undefined, hasCookie: false }, undefined],
  ['a WebSocket with a token', { kind: 'upgrade', origin: undefined, hasBearer: true }, undefined],
])('%s', (_what, request, status) => {
  expect(refuseForeign({ ...own, ...request })?.status).toBe(status);
});

it('lets no other host write with a cookie', () => {
  fc.assert(
    fc.property(fc.webUrl(), fc.constantFrom('write', 'upgrade'), (url, kind) => {
      const { origin, host } = new URL(url);
      fc.pre(host !== own.host);
      expect(refuseForeign({ ...own, kind, origin } as RequestOrigin)?.status).toBe(403);
    }),
  );
});
