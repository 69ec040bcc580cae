import { judgeColumns } from '@portal/service-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestService, type TestService } from './testing/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
});
afterAll(() => service[Symbol.asyncDispose]());

test('it is ready with a database of its own, and refuses who brings no token', async () => {
  expect((await fetch(`${service.url}/readyz`)).status).toBe(200);
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers,
    body: '{"query":"{ __typename }"}',
  });
  expect(response.status).toBe(401);
});

test('each column was judged, in docs/privacy.md: about a person or not', async () => {
  expect(await judgeColumns('homologation', service.databaseUrl)).toEqual({ unjudged: [], gone: [], twice: [] });
});
