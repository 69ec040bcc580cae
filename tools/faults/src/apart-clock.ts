/** Preloaded by `--import`: a process whose clock is so many milliseconds ahead, or behind, as CLOCK_AHEAD_MS says. */
const ahead = Number(process.env.CLOCK_AHEAD_MS);
const Right = Date;

globalThis.Date = new Proxy(Right, {
  construct: (_, given, target) => Reflect.construct(Right, given.length === 0 ? [Right.now() + ahead] : given, target),
  apply: () => new Date().toString(),
  get: (of, name) => (name === 'now' ? () => Right.now() + ahead : Reflect.get(of, name)),
});
