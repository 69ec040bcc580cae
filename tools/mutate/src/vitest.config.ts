import { defineConfig } from 'vitest/config';
import { AREAS } from './areas.ts';

const SERVERS = ['tools/postgres/src/test-server.ts', 'tools/start/src/test-identity.ts'];

/** The tests of one area, named by MUTATED_AREA: what services need is started for all of them. */
const { tests = [] } = AREAS[process.env.MUTATED_AREA ?? ''] ?? {};

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: [...tests],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 180_000,
    globalSetup: tests.some((glob) => glob.startsWith('services/')) ? SERVERS : [],
  },
});
