import { isObject, type JsonObject } from '../json.ts';
import { momentInBrasilia } from '../rnds-rules/rnds-document.ts';
import { DOCUMENTS } from './documents.ts';

/** When the documents were written, as they say. */
const WRITTEN = Date.parse('2026-11-29T09:00:00-03:00');
const DAY_MS = 86_400_000;
const DATE = /^\d{4}-\d{2}-\d{2}/;

/**
 * A document of a kind, by its code, that is right when it is sent at that moment; of nobody. Undefined where the kind is
 * not judged. All that it tells of was the day before.
 */
export function exampleDocument(kind: string, now: Date): JsonObject | undefined {
  const make = DOCUMENTS.find(([code]) => code === kind)?.[1];
  if (!make) return undefined;
  const sent = momentInBrasilia(now);
  const days = Math.floor((now.getTime() - WRITTEN) / DAY_MS) - 1;
  const bundle = movedBy(make(), days) as JsonObject & { entry: { resource: JsonObject }[] };
  bundle.timestamp = sent;
  for (const { resource } of bundle.entry.slice(0, 1)) resource.date = sent;
  return bundle;
}

function movedBy(value: unknown, days: number): unknown {
  if (typeof value === 'string') return DATE.test(value) ? movedDate(value, days) : value;
  if (Array.isArray(value)) return value.map((one) => movedBy(one, days));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, movedBy(one, days)]));
}

/** The same time on another day. */
function movedDate(text: string, days: number): string {
  const moved = new Date(Date.parse(text.slice(0, 10)) + days * DAY_MS);
  return moved.toISOString().slice(0, 10) + text.slice(10);
}
