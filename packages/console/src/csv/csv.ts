/** A byte order mark, so that a spreadsheet reads the accents. */
const BOM = '\uFEFF';

/**
 * Cells that a spreadsheet would take for a formula. The applicant chose the names that stand here: an apostrophe in
 * front makes them text (OWASP, CSV injection).
 */
const FORMULA = /^\s*[=+\-@\t\r\n|%＝＋－＠]/u;

/** Words, a number, or nothing. */
export type Cell = string | number | null;

const NUMBER = new Intl.NumberFormat('pt-BR', { useGrouping: false, maximumFractionDigits: 2 });

/** One table as a spreadsheet in Portuguese opens it: semicolons, CRLF, words quoted, numbers bare with a comma. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return (
    BOM +
    [header, ...rows]
      .map((cells) => cells.map(cell).join(';'))
      .join('\r\n')
      .concat('\r\n')
  );
}

function cell(value: Cell): string {
  if (typeof value !== 'string') return value === null ? '' : NUMBER.format(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
