import { playwright } from '@vitest/browser-playwright';
import { configDefaults, defineConfig } from 'vitest/config';
import { chromiumLaunch } from './tests/browser/chromium.ts';

const POSTGRES = 'tools/postgres/src/test-server.ts';
const IDENTITY = 'tools/start/src/test-identity.ts';
const PORTAL = 'tests/portal/portal.ts';
const HOSTILE = 'tests/portal/hostile-*.test.ts';
const setupFiles = 'tests/portal/revoke-tokens.ts';
/** What they change is the whole process's: the spans and meters of OpenTelemetry, the classes that GraphQL knows. */
const ALONE = ['services/gateway/src/telemetry.test.ts', 'packages/service-kit/src/**/*.test.ts'];

const common = {
  // No test is about how fast the machine is: a busy one may take its time.
  test: { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 60_000 } } },
  // Inlined files would take graphql's ESM build and type-graphql its CommonJS one: GraphQL complains of two copies.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
};

/**
 * Tests that follow each other in one process, which loads what they import once: loading a service takes longer than most
 * of its tests. One service to a process, as when it runs.
 */
const together = (name: string, include: string, globalSetup: string[], exclude: string[] = []) => ({
  ...common,
  test: {
    ...common.test,
    name,
    include: [include],
    exclude: [...configDefaults.exclude, ...exclude],
    globalSetup,
    isolate: false,
  },
});

const service = (name: string, ...setUp: string[]) =>
  together(name, `services/${name}/**/*.test.ts`, [POSTGRES, ...setUp], ALONE);

const portal = together('portal', 'tests/portal/**/*.test.ts', [PORTAL], [HOSTILE]);

/** Stories of packages/ui in a real Chromium: each judged by axe, and what is pressed, typed and chosen in some. */
const stories = async () => ({
  ...common,
  // Found while the tests run they would load the page anew under them.
  optimizeDeps: {
    include: ['axe-core', 'react', 'react-dom', 'react-dom/client', 'react-router', 'react/jsx-dev-runtime'],
  },
  root: 'packages/ui',
  test: {
    ...common.test,
    name: 'stories',
    include: ['stories/*.browser.ts'],
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: await chromiumLaunch() }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
});

export default defineConfig({
  test: {
    // One more than the cores of the smallest machine: many tests wait for something.
    maxWorkers: 3,
    projects: [
      stories,
      together('unit', '{packages,frontends,tools}/**/*.test.{ts,tsx}', [POSTGRES], ALONE),
      ...['catalogue', 'credentials', 'homologation', 'identity'].map((name) => service(name)),
      service('gateway', IDENTITY),
      { ...common, test: { ...common.test, name: 'alone', include: ALONE, globalSetup: [POSTGRES, IDENTITY] } },
      { ...portal, test: { ...portal.test, setupFiles } },
      {
        ...common,
        test: {
          ...common.test,
          name: 'hostile',
          include: [HOSTILE],
          globalSetup: PORTAL,
          setupFiles,
          // After all others, one file at a time: the portal is busy with them for seconds, and its time is measured.
          fileParallelism: false,
        },
      },
    ],
  },
});
