import { arrayLiteral } from '@portal/service-kit';
/** A condition that a portfolio's column is within a reach, where null is all, and what is asked for in it. */
export function withinReach(column: string, reach: readonly string[] | null): [sql: string, values: string[]] {
  return reach === null ? ['true', []] : [`${column} = any(?::text[])`, [arrayLiteral(reach)]];
}
