import { randomUUIDv7 } from 'node:crypto';

/**
 * Makes ids whose order is that in which they were asked for: of two in one millisecond UUIDv7 alone promises none. One that
 * would come before the last counts that on in its random part, also where the clock was set back. The time in them is that of
 * the database, so that calls which several instances took stand in their order as well.
 */
export function callIds(now: () => Date): () => string {
  let last = '';
  return () => {
    const id = idAt(now());
    last = id > last ? id : next(last);
    return last;
  };
}

function idAt(moment: Date): string {
  const at = moment.getTime().toString(16).padStart(12, '0');
  return `${at.slice(0, 8)}-${at.slice(8)}${randomUUIDv7().slice(13)}`;
}

const HEAD = 24;

function next(id: string): string {
  const counted = Number.parseInt(id.slice(HEAD), 16) + 1;
  return counted < 2 ** 48 ? id.slice(0, HEAD) + counted.toString(16).padStart(12, '0') : randomUUIDv7();
}
