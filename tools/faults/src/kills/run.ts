import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { killsOf } from './killer.ts';
import { type Outcome, survives } from './kills.ts';

/** So many without `--kills`: about two minutes. */
const FEW = '50';
const SHOWN = 10;

/** Kills as often as `--kills` says, as `--seed` has it, and prints what was seen; whether all held. */
export async function runKills(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { kills: { type: 'string', default: FEW }, seed: { type: 'string', default: String(randomInt(1e9)) } },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  if (!(kills > 0) || !Number.isSafeInteger(seed)) throw new Error('--kills and --seed are whole numbers');
  console.log(`seed ${seed}: ${kills} kills`);
  const begun = performance.now();
  const outcome = await survives(seed, (done) => done >= kills);
  print(outcome, (performance.now() - begun) / 1000);
  return outcome.checks.every(({ of, broken }) => of > 0 && broken.length === 0);
}

function print({ faults, answered, again, checks }: Outcome, seconds: number): void {
  console.log(`${killsOf(faults)} kills in ${seconds.toFixed(0)} s; ${answered} answers, ${again} sent again`);
  for (const [what, times] of Object.entries(faults).sort()) console.log(`  ${String(times).padStart(5)} ${what}`);
  for (const { what, of, broken } of checks) {
    console.log(`${of > 0 && broken.length === 0 ? '✓' : '✗'} ${what} (${of})`);
    for (const one of broken.slice(0, SHOWN)) console.log(`    ${one}`);
    if (broken.length > SHOWN) console.log(`    and ${broken.length - SHOWN} more`);
  }
}
