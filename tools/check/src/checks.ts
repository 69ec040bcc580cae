import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from '@portal/start';
import { failuresOfPlaywright, failuresOfVitest, type PlaywrightReport, type VitestReport } from './failures.ts';
import { OUTPUT, type Outcome, ROOT, run, single } from './run.ts';
import { checkTypes } from './types.ts';

export interface Check {
  name: string;
  run(): Promise<Outcome>;
}

/** In the order in which a failure is cheapest to find. */
export const checks: Check[] = [
  { name: 'types', run: checkTypes },
  { name: 'lint', run: () => single('biome', ['ci', '--colors=off', '.']) },
  { name: 'dependencies', run: () => single('node', ['src/dependencies.ts'], { cwd: join(ROOT, 'tools/check') }) },
  { name: 'licences', run: () => single('node', ['src/licences.ts'], { cwd: join(ROOT, 'tools/check') }) },
  {
    name: 'schema',
    run: () => single('node', ['--import', '@oxc-node/core/register', 'packages/schema/src/generate.ts', '--check']),
  },
  { name: 'containers', run: () => single('node', ['src/containers.ts'], { cwd: join(ROOT, 'tools/check') }) },
  { name: 'unit', run: vitest },
  { name: 'browser', run: playwright },
];

/** Unit, property, integration and protocol tests, on a real PostgreSQL. */
async function vitest(): Promise<Outcome> {
  const report = join(OUTPUT, 'vitest.json');
  const held = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile=${report}`], {
    live: true,
  });
  return counted(held, async () => {
    const told: VitestReport = JSON.parse(await readFile(report, 'utf8'));
    const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = told;
    return { passed, failed, skipped, failures: failuresOfVitest(told) };
  });
}

/** Journeys in a real Chromium, on the whole portal. */
async function playwright(): Promise<Outcome> {
  await build();
  const held = await run('playwright', ['test'], { cwd: join(ROOT, 'tests'), live: true });
  return counted(held, async () => {
    const told: PlaywrightReport = JSON.parse(await readFile(join(OUTPUT, 'playwright.json'), 'utf8'));
    const { expected, unexpected, flaky, skipped } = told.stats;
    return { passed: expected, failed: unexpected + flaky, skipped, failures: failuresOfPlaywright(told) };
  });
}

/** A runner that failed without a failed test (it could not start, say) is a failure too. */
async function counted(held: boolean, read: () => Promise<Outcome>): Promise<Outcome> {
  const outcome = await read().catch(() => ({ passed: 0, failed: 0 }));
  return held || outcome.failed > 0 ? outcome : { ...outcome, failed: 1 };
}
