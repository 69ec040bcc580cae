import { isDateLike, jsonOf, primitiveFault } from '../primitives.ts';

/** What a value of a primitive type was meant to be, where that can be told: a comma for a point, a zone that is missing. */
export function correctedPrimitive(type: string, value: unknown): unknown {
  for (const candidate of candidatesFor(type, value)) {
    if (candidate !== value && primitiveFault(type, candidate) === undefined) return candidate;
  }
  return undefined;
}

function* candidatesFor(type: string, value: unknown): Generator<unknown> {
  if (typeof value === 'number' || typeof value === 'boolean') yield String(value);
  // Of a text without end nothing is guessed.
  if (typeof value !== 'string' || value.length > 1_000) return;
  const text = value.trim();
  yield jsonOf(type, text);
  yield jsonOf(type, text.replace(',', '.'));
  yield jsonOf(type, text.toLowerCase());
  if (isDateLike(type)) {
    const moment = momentOf(text);
    yield moment;
    yield moment.slice(0, 10);
  }
  yield text.replaceAll(/\s+/g, ' ');
  yield text.replaceAll(/\s/g, '');
}

/** As FHIR has it: 29/11/2026 08:30 becomes 2026-11-29T08:30:00-03:00, in Brasília where no zone is told. */
function momentOf(text: string): string {
  const moment = text
    .replace(/^(\d\d)\/(\d\d)\/(\d{4})/, '$3-$2-$1')
    .replace(/^(\d{4}-\d\d-\d\d)\s+/, '$1T')
    .replace(/T(\d\d:\d\d)(?!:)/i, 'T$1:00')
    .replace(/([+-]\d\d)(\d\d)$/, '$1:$2')
    .toUpperCase();
  return /T\d\d:\d\d:\d\d(\.\d+)?$/.test(moment) ? `${moment}-03:00` : moment;
}
