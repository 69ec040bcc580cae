import { expect, test } from 'vitest';
import { clientVersion } from './client-version.ts';

const manifest = '{\n  "name": "@portal-servicos/client",\n  "version": "0.4.2"\n}\n';
const start = clientVersion({ manifest, record: '{ "version": "0.4.1", "api": "" }' }, 'type Query { a: Int }');

test('a version that was raised by hand is taken as it is', () => {
  expect(start.manifest).toBe(manifest);
  expect(JSON.parse(start.record)).toMatchObject({ version: '0.4.2', api: expect.stringMatching(/^[\da-f]{64}$/) });
});

test('the same API leaves the version alone', () => {
  expect(clientVersion(start, 'type Query { a: Int }')).toEqual(start);
});

test('another API is another version, once', () => {
  const next = clientVersion(start, 'type Query { b: Int }');
  expect(next.manifest).toContain('"version": "0.5.0"');
  expect(JSON.parse(next.record)).toMatchObject({ version: '0.5.0' });
  expect(clientVersion(next, 'type Query { b: Int }')).toEqual(next);
});
