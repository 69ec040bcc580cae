import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { killsOf } from './killer.ts';
import { type Outcome, survives } from './kills.ts';

/** So many without `--kills`: about two minutes. */
const FEW = '50';
const SHOWN = 10;
const TOLD_EVERY = 50;

/** Kills as often as `--kills` says, or until Ctrl-C, as `--seed` has it, and prints what was seen; whether all held. */
export async function runKills(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { kills: { type: 'string', default: FEW }, seed: { type: 'string', default: String(randomInt(1e9)) } },
  });
  const [kills, seed] = [Number(values.kills), Number(values.seed)];
  if (!(kills > 0) || !Number.isSafeInteger(seed)) throw new Error('--kills and --seed are whole numbers');
  console.log(`seed ${seed}: ${kills} kills`);
  const begun = performance.now();
  let [told, over] = [0, false];
  process.once('SIGINT', () => {
    over = true;
  });
  const outcome = await survives(seed, (done) => {
    if (done >= told + TOLD_EVERY) {
      told = done;
      console.log(`${done} kills after ${secondsSince(begun)} s`);
    }
    return over || done >= kills;
  });
  print(outcome, secondsSince(begun));
  return outcome.checks.every(({ of, broken }) => of > 0 && broken.length === 0);
}

function secondsSince(begun: number): string {
  return ((performance.now() - begun) / 1000).toFixed(0);
}

function print({ faults, answered, again, checks }: Outcome, seconds: string): void {
  console.log(`${killsOf(faults)} kills in ${seconds} s; ${answered} answers, ${again} sent again`);
  for (const [what, times] of Object.entries(faults).sort()) console.log(`  ${String(times).padStart(5)} ${what}`);
  for (const { what, of, broken } of checks) {
    console.log(`${of > 0 && broken.length === 0 ? '✓' : '✗'} ${what} (${of})`);
    for (const one of broken.slice(0, SHOWN)) console.log(`    ${one}`);
    if (broken.length > SHOWN) console.log(`    and ${broken.length - SHOWN} more`);
  }
}
