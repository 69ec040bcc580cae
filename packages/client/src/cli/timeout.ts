import type { Option } from './command.ts';
import { UsageError } from './command-errors.ts';

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
export function timeoutOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit = 's'] = /^(\d+)([smhd]?)$/.exec(text) ?? [];
  const milliseconds = Number(amount) * (UNITS[unit || 's'] ?? Number.NaN);
  if (!(milliseconds > 0 && milliseconds <= LONGEST_MS)) {
    throw new UsageError(`--timeout espera um tempo como 90s, 30m, 72h ou 3d, de no máximo 24d; não ${text}.`);
  }
  return milliseconds;
}
