import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestHosts, type TestHosts } from '../testing/hosts.ts';
import { listCalls } from './list.ts';

let portal: TestHosts;
beforeAll(async () => {
  portal = await openTestHosts();
});
afterAll(() => portal[Symbol.asyncDispose]());

test('calls of a credential come in pages, newest first, all or those that were refused', async () => {
  const { certificate, accreditation } = await portal.accredited();
  const { authUrl } = portal.hosts;
  for (const method of ['GET', 'POST', 'GET', 'POST', 'GET']) {
    await portal.call(`${authUrl}/api/token`, { certificate, method });
  }
  const em = () => portal.orm.em.fork();
  const page = (more: object) =>
    listCalls(em(), accreditation.credentialId, { first: 2, after: null, refused: null, ...more });
  const statuses: number[] = [];
  let after: string | null = null;
  do {
    const { edges, pageInfo } = await page({ after });
    statuses.push(...edges.map(({ node }) => node.status));
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  expect(statuses).toEqual([200, 405, 200, 405, 200]);
  expect(await (await page({})).countAll()).toBe(5);
  expect(await (await page({ refused: true })).countAll()).toBe(2);
  const other = await portal.accredited();
  const { endCursor } = (await page({})).pageInfo;
  const foreign = listCalls(em(), other.accreditation.credentialId, { first: 2, after: endCursor, refused: null });
  await expect(foreign).rejects.toThrow('cursor');
});
