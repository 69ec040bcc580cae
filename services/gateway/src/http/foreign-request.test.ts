import { expect, it } from 'vitest';
import { type RequestOrigin, refuseForeign } from './foreign-request.ts';

const own: RequestOrigin = {
  kind: 'write',
  hasBearer: false,
  hasCookie: true,
  origin: 'own',
  contentType: 'application/json',
  preflight: undefined,
};
const multipart = { contentType: 'multipart/form-data; boundary=x' };

it.each<[string, Partial<RequestOrigin>, number | undefined]>([
  ['JSON from the console', {}, undefined],
  ['JSON without Origin, as programs send it', { origin: undefined }, undefined],
  ['JSON from another page', { origin: 'foreign' }, 403],
  ['JSON from another page of no session', { origin: 'foreign', hasCookie: false }, undefined],
  ['JSON from another page with a token', { origin: 'foreign', hasBearer: true }, undefined],
  ['reading from another page', { kind: 'read', origin: 'foreign' }, undefined],
  ['a form with files', multipart, 400],
  ['a form with files and the header', { ...multipart, preflight: 'true' }, undefined],
  ['a form with files from another page', { ...multipart, origin: 'foreign', preflight: 'true' }, 403],
  ['a form with files of no session', { ...multipart, hasCookie: false }, undefined],
  ['a WebSocket from the console', { kind: 'upgrade' }, undefined],
  ['a WebSocket without Origin', { kind: 'upgrade', origin: undefined }, 403],
  ['a WebSocket from another page', { kind: 'upgrade', origin: 'foreign' }, 403],
  ['a WebSocket of no session without Origin', { kind: 'upgrade', origin: undefined, hasCookie: false }, undefined],
  ['a WebSocket with a token', { kind: 'upgrade', origin: undefined, hasBearer: true }, undefined],
])('%s', (_what, request, status) => {
  expect(refuseForeign({ ...own, ...request })?.status).toBe(status);
});
