import { mkdir } from 'node:fs/promises';
import { checks } from './checks.ts';
import { OUTPUT } from './run.ts';

/** `pnpm test`: every check and test of the repository, one after the other; names on the command line pick some. */
async function main(): Promise<void> {
  await mkdir(OUTPUT, { recursive: true });
  const wanted = process.argv.slice(2);
  const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
  if (unknown.length > 0) {
    throw new Error(`No check "${unknown[0]}"; there are: ${checks.map((check) => check.name).join(', ')}`);
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  for (const check of checks.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
    const begun = performance.now();
    console.log(`\n▶ ${check.name}`);
    const outcome = await check.run();
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    console.log(`  ${outcome.passed} passed, ${outcome.failed} failed (${seconds} s)`);
    total.passed += outcome.passed;
    total.failed += outcome.failed;
    total.skipped += outcome.skipped ?? 0;
    if (outcome.failed > 0) failures.push(...(outcome.failures?.length ? outcome.failures : [check.name]));
  }
  // What failed was printed among thousands of lines: it is told once more where everybody looks.
  if (failures.length > 0) console.log(`\n${failures.map((failure) => `✗ ${failure}`).join('\n\n')}`);
  if (total.failed > 0) process.exitCode = 1;
  console.log(
    `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`,
  );
}

await main();
