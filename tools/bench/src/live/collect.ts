// Brought into a process that is measured: at SIGUSR2 it collects its garbage, and writes down what it then has in memory.
import { writeFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

process.on('SIGUSR2', () => {
  // What finalizers let go of goes the second time.
  collect();
  setImmediate(() => {
    collect();
    writeFileSync(`${process.env.COLLECTED_IN}/${process.pid}.json`, JSON.stringify(process.memoryUsage()));
  });
});
