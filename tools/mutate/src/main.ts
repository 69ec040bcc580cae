import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { MutantResult } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';
import { AREAS } from './areas.ts';
import { breakSqlToo } from './sql-mutator.ts';

/** Below that an area fails. */
const WANTED = 95;
const ROOT = resolve(import.meta.dirname, '../../..');
const OUTPUT = 'test-output/mutate';

process.chdir(ROOT);
const { positionals } = parseArgs({ allowPositionals: true });
const unknown = positionals.filter((name) => !Object.hasOwn(AREAS, name));
if (positionals.length === 0 || unknown.length > 0) {
  console.error(`pnpm mutate AREA…, of these: ${Object.keys(AREAS).join(', ')}`);
  process.exitCode = 1;
} else {
  await breakSqlToo();
  for (const name of positionals) if (!(await mutate(name))) process.exitCode = 1;
}

/** Breaks the lines of an area one by one; whether enough of the breaks were noticed. What was tried before and stands is not tried again. */
async function mutate(name: string): Promise<boolean> {
  process.env.MUTATED_AREA = name;
  const results = await new Stryker({
    mutate: [...(AREAS[name]?.lines ?? [])],
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    vitest: { configFile: 'tools/mutate/src/vitest.config.ts', related: false },
    // Words that people read, and names: TypeScript or a look at them notices.
    mutator: { excludedMutations: ['StringLiteral'] },
    coverageAnalysis: 'perTest',
    concurrency: 1,
    incremental: true,
    incrementalFile: `${OUTPUT}/${name}.json`,
    tempDirName: 'test-output/mutate/sandboxes',
    ignorePatterns: ['.data', '.wireit', 'test-output', 'dist'],
    disableTypeChecks: false,
    reporters: [],
    logLevel: 'warn' as never,
  }).runMutationTest();
  return report(name, results);
}

function report(name: string, results: readonly MutantResult[]): boolean {
  const tried = results.filter(({ status }) => status !== 'Ignored' && status !== 'CompileError');
  const lived = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const share = (100 * (tried.length - lived.length)) / Math.max(1, tried.length);
  console.log(`${name}: ${tried.length} breaks, ${share.toFixed(1)} % noticed`);
  for (const { fileName, location, replacement, status } of lived) {
    const unseen = status === 'NoCoverage' ? ' (no test comes there)' : '';
    console.log(
      `  ${fileName}:${location.start.line}:${location.start.column} ${replacement?.replace(/\s+/g, ' ')}${unseen}`,
    );
  }
  return share >= WANTED;
}
