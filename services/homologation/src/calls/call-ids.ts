import { randomUUIDv7 } from 'node:crypto';

/**
 * Makes ids whose order is that in which they were asked for: of two in one millisecond UUIDv7 alone promises none. One that
 * would come before the last counts that on in its random part, also where the clock was set back.
 */
export function callIds(): () => string {
  let last = '';
  return () => {
    const id = randomUUIDv7();
    last = id > last ? id : next(last);
    return last;
  };
}

const HEAD = 24;

function next(id: string): string {
  const counted = Number.parseInt(id.slice(HEAD), 16) + 1;
  return counted < 2 ** 48 ? id.slice(0, HEAD) + counted.toString(16).padStart(12, '0') : randomUUIDv7();
}
