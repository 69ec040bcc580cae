import { type QueueFilter, withQueue } from './queue-filter.ts';

/** Where somebody left the queue to read a request. */
interface Place {
  /** The queue's address, with its filters. */
  queue: string;
  id: string;
  /** How many rows were there. */
  rows: number;
}

// For as long as the page is: who loads it anew begins at the top, as everywhere.
let place: Place | undefined;

/** Remembers the row that one leaves the queue by. */
export function leaveQueue(filter: QueueFilter, id: string, rows: number): void {
  place = { queue: withQueue('/', filter), id, rows };
}

/** The row that one left this queue by; none when it was another queue, or when one came back already. */
export function returnToQueue(filter: QueueFilter): Omit<Place, 'queue'> | undefined {
  return place?.queue === withQueue('/', filter) ? place : undefined;
}

/** It was returned to. */
export function forgetPlace(): void {
  place = undefined;
}
