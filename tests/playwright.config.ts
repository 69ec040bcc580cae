import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { chromiumLaunch } from './browser/chromium.ts';

const output = fileURLToPath(new URL('../test-output/', import.meta.url));

/** It ends the sessions of one of the few people, whom other journeys may be. */
const LAST = 'sair-de-todos-os-dispositivos.spec.ts';

/** Journeys through the running portal, each named by what a person does. */
export default defineConfig({
  testDir: 'browser',
  projects: [
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: LAST },
    { name: 'last', testMatch: LAST, dependencies: ['journeys'] },
  ],
  globalSetup: './browser/portal.ts',
  outputDir: `${output}playwright`,
  reporter: [['list'], ['json', { outputFile: `${output}playwright.json` }]],
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  // No journey is about how fast the machine is: a busy one may take its time.
  timeout: 600_000,
  expect: { timeout: 60_000 },
  use: {
    launchOptions: await chromiumLaunch(),
    locale: 'pt-BR',
    timezoneId: 'America/Sao_Paulo',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    // A trace is half as much work again: `playwright test --trace retain-on-failure` keeps those of what fails.
    screenshot: 'only-on-failure',
  },
});
