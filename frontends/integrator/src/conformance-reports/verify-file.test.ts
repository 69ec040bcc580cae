import { afterEach, expect, test, vi } from 'vitest';
import { verifyFile } from './verify-file.ts';

afterEach(() => void vi.unstubAllGlobals());

test('keys are asked for anew each time: those that a cache has lack a key that is new', async () => {
  const asked: RequestCache[] = [];
  vi.stubGlobal('fetch', async (_address: string, { cache }: RequestInit = {}) => {
    asked.push(cache ?? 'default');
    return Response.json({ keys: [] });
  });
  expect(await verifyFile(new Blob(['x']))).toMatchObject({ outcome: 'UNUSABLE' });
  expect(asked).toEqual(['no-cache']);
});

test('of a file that cannot be read that is told, and no key is asked for', async () => {
  const gone = Object.assign(new Blob(['x']), {
    arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')),
  });
  expect(await verifyFile(gone)).toEqual({ outcome: 'NOT_READ' });
});
