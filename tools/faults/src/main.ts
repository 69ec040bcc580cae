import { build } from '@portal/start';
import { clocks } from './clocks.ts';
import { deadChild } from './dead-child.ts';
import { fullDisk } from './full-disk.ts';
import { runKills } from './kills/run.ts';
import { slowDatabase } from './slow-database.ts';
import { runTrial } from './trial.ts';
import { truncate } from './truncate.ts';
import { wrongDatabase } from './wrong-database.ts';

/** One a file; the name is the one on the command line. */
const FAULTS = {
  clocks,
  'dead-child': deadChild,
  'full-disk': fullDisk,
  'slow-database': slowDatabase,
  truncate,
  'wrong-database': wrongDatabase,
};

const [name = '', ...rest] = process.argv.slice(2);
const fault = Object.hasOwn(FAULTS, name) ? FAULTS[name as keyof typeof FAULTS] : undefined;
if (!fault && name !== 'kills') {
  console.error(`pnpm faults ${Object.keys(FAULTS).join(' | ')} | kills [--kills N] [--seed N]`);
  process.exitCode = 1;
} else {
  await build('build:services');
  process.exitCode = (await (fault ? runTrial(fault) : runKills(rest))) ? 0 : 1;
}
