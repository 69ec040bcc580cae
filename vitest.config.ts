import { defineConfig } from 'vitest/config';

// Inlined files would take graphql's ESM build and type-graphql its CommonJS one: GraphQL complains of two copies.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const HOSTILE = 'tests/portal/hostile-*.test.ts';
// No test is about how fast the machine is: a busy one may take its time.
const limits = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } };

export default defineConfig({
  test: {
    // One more than the cores of the smallest machine: many tests wait for something.
    maxWorkers: 3,
    projects: [
      {
        resolve,
        test: {
          ...limits,
          name: 'unit',
          include: ['{packages,services,frontends,tools}/**/*.test.{ts,tsx}'],
          globalSetup: 'tools/postgres/src/test-server.ts',
        },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'portal',
          include: ['tests/portal/**/*.test.ts'],
          exclude: [HOSTILE],
          globalSetup: 'tests/portal/portal.ts',
        },
      },
      {
        resolve,
        test: {
          ...limits,
          name: 'hostile',
          include: [HOSTILE],
          globalSetup: 'tests/portal/portal.ts',
          // After all others, one file at a time: the portal is busy with them for seconds, and its time is measured.
          fileParallelism: false,
        },
      },
    ],
  },
});
