import { randomUUID } from 'node:crypto';

/** A key for one act: however often it has to be sent until an answer comes, it is done once. */
export function sentOnce(): { idempotencyKey: string } {
  return { idempotencyKey: randomUUID() };
}
