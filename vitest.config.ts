import { defineConfig } from 'vitest/config';

// Inlined files would take graphql's ESM build and type-graphql its CommonJS one: GraphQL complains of two copies.
const resolve = { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] };
const limits = { testTimeout: 30_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
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
          globalSetup: 'tests/portal/portal.ts',
        },
      },
    ],
  },
});
