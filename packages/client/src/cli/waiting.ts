import { HttpError } from '../errors.ts';
import { isPassing, isRateLimited } from '../retry.ts';
import type { Invocation, Option } from './command.ts';
import { UsageError } from './command-errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** How long a command waits. */
export const TIMEOUT: Option = {
  type: 'string',
  value: 'tempo',
  help: 'quanto esperar: 90s, 30m, 72h, 3d; sem limite se ausente',
};

const UNITS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A timer of JavaScript counts no further. */
const LONGEST_MS = 24 * 86_400_000;

/** In milliseconds; undefined where none was given. */
function timeoutOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit = 's'] = /^(\d+)([smhd]?)$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (UNITS[unit || 's'] ?? Number.NaN);
  if (!(milliseconds > 0 && milliseconds <= LONGEST_MS)) {
    throw new UsageError(`--timeout espera um tempo como 90s, 30m, 72h ou 3d, de no máximo 24d; não ${text}.`);
  }
  return milliseconds;
}

/** What comes of the work, or 124 and `late` where --timeout ends before it. */
export async function withinTimeout(
  { option, terminal }: Invocation,
  late: string,
  work: (signal: AbortSignal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const timeout = timeoutOf(option('timeout'));
  const signal = timeout === undefined ? new AbortController().signal : AbortSignal.timeout(timeout);
  try {
    return await work(signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
    terminal.failure({ code: 'TIMEOUT', message: late }, late);
    return EXIT.TIMEOUT;
  }
}

/** Whether the portal is out of reach, or has too much to do, for now: who waits goes on waiting. */
export function isForNow(cause: unknown): boolean {
  return isPassing(cause) || isRateLimited(cause) || (cause instanceof HttpError && cause.status >= 500);
}

/** Null where the portal cannot answer for now. */
export async function unlessPassing<Answer>(read: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await read();
  } catch (cause) {
    if (!isForNow(cause)) throw cause;
    return null;
  }
}

/** Of what has come since the reader last looked, the newest alone: a hundred events are one reason to look again. */
export async function* latest<Item>(source: AsyncIterable<Item>): AsyncGenerator<Item> {
  const items = source[Symbol.asyncIterator]();
  let newest: { item: Item } | undefined;
  let end: { failure?: unknown } | undefined;
  let wake = () => {};
  const follow = async () => {
    for (let next = await items.next(); !next.done; next = await items.next()) {
      newest = { item: next.value };
      wake();
    }
  };
  follow()
    .then(() => ({}))
    .catch((failure: unknown) => ({ failure }))
    .then((how) => {
      end = how;
      wake();
    });
  try {
    while (true) {
      if (!newest && !end) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (newest) {
        const { item } = newest;
        newest = undefined;
        yield item;
      } else if (end && 'failure' in end) throw end.failure;
      else if (end) return;
    }
  } finally {
    // Not waited for: a generator that waits for its next item takes no leave before that comes.
    items.return?.().catch(() => {});
  }
}
