import type { Asked } from '../hosts/exchange.ts';

/** Whether a number is of somebody who does not exist, or of an establishment: only those are kept as they are. */
export type IsSynthetic = (number: string) => boolean;

/** What stands for what was taken out. */
export const MASKED = '•••';

/** Elements whose texts say nothing of a person. */
const PLAIN = new Set([
  'resourceType',
  'system',
  'code',
  'url',
  'profile',
  'status',
  'type',
  'use',
  'mode',
  'unit',
  'fullUrl',
  'version',
  'severity',
  'expression',
  'location',
  'date',
  'timestamp',
  'issued',
  'authoredOn',
  'effectiveDateTime',
  'occurrenceDateTime',
  'start',
  'end',
  'lotNumber',
  'expirationDate',
  'title',
  'comparator',
  'relation',
  'error',
  'token_type',
  'scope',
  'docType',
  'language',
]);
/** Those whose texts are kept but for the numbers of people in them. */
const NUMBERS_ONLY = new Set([
  'diagnostics',
  'reference',
  'value',
  'id',
  'error_description',
  'doseNumberString',
  'cns',
  'cnes',
]);
const DEEPEST = 60;
const MOST_PARTS = 20_000;

/** A body without what is of people: by a list of what may stay, so that what nobody thought of goes. */
export function maskBody(body: unknown, isSynthetic: IsSynthetic): unknown {
  let parts = 0;
  const mask = (value: unknown, key: string, depth: number): unknown => {
    parts += 1;
    if (parts > MOST_PARTS || depth > DEEPEST) return MASKED;
    if (typeof value === 'string') return maskText(value, key, isSynthetic);
    if (Array.isArray(value)) return value.map((one) => mask(one, key, depth + 1));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, one]) => [
      maskNumbers(name.slice(0, 100), isSynthetic),
      mask(one, name, depth + 1),
    ]);
    return Object.fromEntries(entries);
  };
  return mask(body, '', 0);
}

function maskText(text: string, key: string, isSynthetic: IsSynthetic): string {
  if (text.length > 1_000) return MASKED;
  if (PLAIN.has(key) || NUMBERS_ONLY.has(key)) return maskNumbers(text, isSynthetic);
  return MASKED;
}

/** CPFs and CNS in a text, written together or with marks. */
export function maskNumbers(text: string, isSynthetic: IsSynthetic): string {
  return text.replaceAll(/\d(?:[ .-]?\d){10,14}/g, (found) => {
    const digits = found.replaceAll(/\D/g, '');
    const aPersons = digits.length === 11 || digits.length === 15;
    return aPersons && !isSynthetic(digits) ? MASKED : found;
  });
}

/** Headers that say something of the program, and of the professional whether they exist. */
export function maskHeaders(headers: Asked['headers'], isSynthetic: IsSynthetic): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['user-agent', 'content-type', 'content-length', 'accept', 'content-encoding'] as const) {
    const value = headers[name];
    if (value) kept[name] = maskNumbers(value.slice(0, 200), isSynthetic);
  }
  const { authorization } = headers;
  if (authorization !== undefined) kept.authorization = isSynthetic(authorization) ? authorization : MASKED;
  if (headers['x-authorization-server'] !== undefined) kept['x-authorization-server'] = `Bearer ${MASKED}`;
  return kept;
}

/** The path with its question; names of people are taken out of it. */
export function maskPath({ path, query }: Pick<Asked, 'path' | 'query'>, isSynthetic: IsSynthetic): string {
  const personal = ['name', 'mothers-name', 'birthdate', 'birthplace'];
  const asked = [...query].map(([name, value]) => {
    const shown = personal.includes(name) ? MASKED : maskNumbers(value, isSynthetic);
    return `${maskNumbers(name, isSynthetic)}=${shown}`;
  });
  const whole = maskNumbers(path, isSynthetic) + (asked.length > 0 ? `?${asked.join('&')}` : '');
  return whole.slice(0, 500);
}
