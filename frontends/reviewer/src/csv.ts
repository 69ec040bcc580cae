/** A byte order mark, so that a spreadsheet reads the accents. */
const BOM = '\uFEFF';

/**
 * Cells that a spreadsheet would take for a formula. The applicant chose the names that stand here: an apostrophe in
 * front makes them text (OWASP, CSV injection).
 */
const FORMULA = /^\s*[=+\-@\t\r\n|%＝＋－＠]/u;

/** One table as a spreadsheet in Portuguese opens it: semicolons, CRLF, every cell quoted. */
export function toCsv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return (
    BOM +
    [header, ...rows]
      .map((cells) => cells.map(cell).join(';'))
      .join('\r\n')
      .concat('\r\n')
  );
}

function cell(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return `"${safe.replaceAll('"', '""')}"`;
}
