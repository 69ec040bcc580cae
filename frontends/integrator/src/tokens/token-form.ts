import { readEach, required } from '@portal/console/forms';
import { type ApiScope, invalid, type Parsed, parseAnyIpRange, parseTokenName, valid } from '@portal/domain';

/** For how long a token may be asked for, in days. */
export const LIFETIMES = [
  { value: '7', label: '7 dias' },
  { value: '30', label: '30 dias' },
  { value: '90', label: '90 dias' },
  { value: '180', label: '180 dias' },
  { value: '365', label: '1 ano' },
] as const;

const DAY_MS = 86_400_000;

/** When a token ends that is to last for so many days. */
export function endOf(days: string): string {
  return new Date(Date.now() + Number(days) * DAY_MS).toISOString();
}

/** What is read of a token's form; its fields have the names that the API's problems have in their paths. */
export const TOKEN_FIELDS = {
  name: required(parseTokenName, 'Informe o nome do token.'),
  scopes: (chosen: readonly ApiScope[]) =>
    chosen.length > 0 ? valid([...chosen]) : invalid('Escolha ao menos uma permissão.'),
  expiresAt: (days: string) => valid(endOf(days)),
  allowedIps: parseRanges,
};

/** Reads the form of a person's token into what is sent. */
export const TOKEN_FORM = readEach(TOKEN_FIELDS);

/** Addresses and ranges, one a line. */
function parseRanges(text: string): Parsed<string[]> {
  const lines = text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  for (const line of lines) {
    const range = parseAnyIpRange(line);
    if (!range.ok) return invalid(`${line}: ${range.message}`);
  }
  return valid(lines);
}
