import { readFileSync } from 'node:fs';

let names: Map<string, string> | undefined;

/** The name of a municipality by its IBGE code of 6 or 7 digits; the register leaves the seventh, a check digit, out. */
export function municipalityName(ibgeCode: string): string | undefined {
  names ??= readNames();
  return names.get(ibgeCode.slice(0, 6));
}

function readNames(): Map<string, string> {
  const lines = readFileSync(new URL('municipalities.csv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);
  return new Map(lines.map((line) => [line.slice(0, 6), line.slice(8)]));
}
