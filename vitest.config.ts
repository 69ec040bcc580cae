import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Inlined files would take graphql's ESM build and type-graphql its CommonJS one: GraphQL complains of two copies.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['{packages,services,frontends,tools}/**/*.test.{ts,tsx}', 'tests/portal/**/*.test.ts'],
    globalSetup: 'tools/postgres/src/test-server.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
