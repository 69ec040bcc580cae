/**
 * Preloaded by `--import`: a process whose clock is so many milliseconds ahead, or behind, as the file says that CLOCK_AHEAD_FILE
 * names, now and whenever that changes. libfaketime would need a package of the system, and moves the clock that counts how long
 * something takes as well, which no setting of a machine's clock does.
 */
import crypto from 'node:crypto';
import { readFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const LOOK_EVERY_MS = 20;

const file = process.env.CLOCK_AHEAD_FILE ?? '';
let ahead = 0;
const look = () => {
  ahead = Number(readFileSync(file, 'utf8'));
};
look();
setInterval(look, LOOK_EVERY_MS).unref();

const Right = Date;
globalThis.Date = new Proxy(Right, {
  construct: (_, given, target) => Reflect.construct(Right, given.length === 0 ? [Right.now() + ahead] : given, target),
  apply: () => new Date().toString(),
  get: (of, name) => (name === 'now' ? () => Right.now() + ahead : Reflect.get(of, name)),
});

/** Node takes the time in it from the system. */
const { randomUUIDv7 } = crypto;
crypto.randomUUIDv7 = (options) => {
  const at = Date.now().toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}${randomUUIDv7(options).slice(13)}` as ReturnType<typeof randomUUIDv7>;
};
syncBuiltinESMExports();
