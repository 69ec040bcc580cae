import { access, glob } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Outcome, ROOT, run } from './run.ts';

/** Type-checks every package, two at a time. */
export async function checkTypes(): Promise<Outcome> {
  const outcome = { passed: 0, failed: 0 };
  const waiting: string[] = [];
  for await (const file of glob('{services,frontends,packages,tools}/*/tsconfig.json', { cwd: ROOT }))
    waiting.push(dirname(file));
  await access(join(ROOT, 'tests/tsconfig.json')).then(() => waiting.push('tests'));
  waiting.sort();
  const work = async () => {
    for (let folder = waiting.shift(); folder; folder = waiting.shift()) {
      const holds = await run('tsc', ['-p', folder]);
      if (!holds) console.log(`  ${folder} does not type-check`);
      outcome[holds ? 'passed' : 'failed'] += 1;
    }
  };
  await Promise.all([work(), work()]);
  return outcome;
}
