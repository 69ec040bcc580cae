import { BUDGETS } from '../budgets/limits.ts';
import { ASSUMED_SIZES, ENDPOINT_COSTS, WEIGHTS } from './cost-table.ts';

/** The exceptions as docs/limits.md has them, in Markdown. */
export function weightTable(): string {
  return table(['field or endpoint', 'points'], Object.entries({ ...WEIGHTS, ...ENDPOINT_COSTS }).map(row));
}

/** The sizes of lists without `first`, in the same way; problems have their own line. */
export function sizeTable(): string {
  const sizes = Object.entries(ASSUMED_SIZES).filter(([path]) => !path.endsWith('.problems'));
  return table(['list', 'taken to have'], sizes.map(row));
}

/** What each class of callers may spend where nothing else is configured. */
export function budgetTable(): string {
  const rows = Object.entries(BUDGETS).map(([name, { burst, perMinute }]) => [
    `\`${name}\``,
    `${burst}`,
    `${perMinute}`,
  ]);
  return table(['policy', 'at once', 'back in a minute'], rows);
}

function row([path, value]: [string, number]): string[] {
  return [`\`${path}\``, String(value)];
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
