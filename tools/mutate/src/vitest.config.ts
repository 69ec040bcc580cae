import { defineConfig } from 'vitest/config';
import { AREAS } from './areas.ts';

const POSTGRES = 'tools/postgres/src/test-server.ts';
const IDENTITY = 'tools/start/src/test-identity.ts';

/** The tests of one area, named by MUTATED_AREA: what services need is started for all of them. */
const { tests = [] } = AREAS[process.env.MUTATED_AREA ?? ''] ?? {};
const areOf = (folder: string) => tests.some((glob) => glob.startsWith(folder));

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: [...tests],
    testTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 180_000,
    globalSetup: [
      ...(areOf('services/') || areOf('packages/service-kit/') ? [POSTGRES] : []),
      ...(areOf('services/gateway/') ? [IDENTITY] : []),
    ],
  },
});
