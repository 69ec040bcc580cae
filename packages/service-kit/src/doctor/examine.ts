import { ConfigError } from '../configuration.ts';

/** What was seen of one thing that an installation needs. */
export interface Finding {
  /** `look`: it works, and somebody should know. */
  verdict: 'ok' | 'look' | 'wrong';
  said: string;
  /** What to do; nothing where all is well. */
  mend?: string;
}

/** One thing to look at. */
export interface Check {
  name: string;
  look: () => Promise<Finding>;
}

const LOOKS_MS = 15_000;
const WIDTH = 38;
const MARKS: Record<Finding['verdict'], string> = { ok: 'ok', look: 'LOOK', wrong: 'WRONG' };

/**
 * The command `doctor` of a service: reads its configuration, looks at everything that it needs, and says of each in a line
 * what is the matter and what to do. Nothing is changed. With anything wrong the process ends with 1.
 */
export async function examine<Config>(
  service: string,
  read: () => Config | Promise<Config>,
  checksOf: (config: Config) => Check[],
  write: (line: string) => void = (line) => void process.stdout.write(`${line}\n`),
): Promise<void> {
  const tell = (name: string, { verdict, said, mend }: Finding) => {
    write(`${MARKS[verdict].padEnd(6)} ${`${service}: ${name}`.padEnd(WIDTH)} ${said}`);
    if (mend) write(`${''.padEnd(8 + WIDTH)}${mend}`);
    if (verdict === 'wrong') process.exitCode = 1;
  };
  let config: Config;
  try {
    config = await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    tell('configuration', {
      verdict: 'wrong',
      said: error.message,
      mend: 'docs/architecture.md lists every variable.',
    });
    return;
  }
  tell('configuration', { verdict: 'ok', said: 'can be read' });
  // At once, and told in their order: what does not answer keeps nothing else waiting.
  const looks = checksOf(config).map(({ name, look }) => ({ name, found: within(look) }));
  for (const { name, found } of looks) tell(name, await found);
}

async function within(look: Check['look']): Promise<Finding> {
  const late = Promise.withResolvers<Finding>();
  const timer = setTimeout(
    () => late.resolve({ verdict: 'wrong', said: `nothing came of it within ${LOOKS_MS / 1000} s` }),
    LOOKS_MS,
  );
  try {
    return await Promise.race([look(), late.promise]);
  } catch (error) {
    // Never the whole error: a connection string has a password in it.
    return { verdict: 'wrong', said: reasonOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

/** What an error says for itself, with what it stands on. */
export function reasonOf(error: unknown): string {
  const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown };
  const own = message || code || 'unknown reason';
  return cause instanceof Error ? `${own}: ${reasonOf(cause)}` : own;
}
