import type { Person } from './person.ts';

/** An answer that took longer waited for what other tests had the portal do. */
const ANSWERED_WITHIN_MS = 50;

/** When something came about, by this process's clock. */
async function momentOf(something: Promise<unknown>): Promise<number> {
  await something;
  return performance.now();
}

/** Milliseconds from when the portal told that something is over until what had to follow. */
export async function timeAfter(end: Promise<unknown>, follows: Promise<unknown>): Promise<number> {
  const [ended, followed] = await Promise.all([momentOf(end), momentOf(follows)]);
  return followed - ended;
}

/**
 * Milliseconds that something takes the portal. Meanwhile it is asked a simple thing again and again, and for as long as
 * that has to wait the portal was busy with others, which does not count.
 */
export async function portalTime(person: Person, something: Promise<unknown>): Promise<number> {
  const started = performance.now();
  let ended: number | undefined;
  const end = momentOf(something).then((moment) => {
    ended = moment;
  });
  let waited = 0;
  while (ended === undefined) {
    const asked = performance.now();
    await person.get('{ changesCursor }');
    waited += Math.max(0, (ended ?? performance.now()) - asked - ANSWERED_WITHIN_MS);
  }
  await end;
  return ended - started - waited;
}
