import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit';

/** The channel on which what moved the runs of a credential is told. */
export const CONFORMANCE = 'conformance';

/** What happened to a credential's runs at once. */
export interface Moved {
  credentialId: string;
  /** Each call that came, in order. */
  calls: readonly string[];
  /** Runs with the call that moved them or came near, if it was one. */
  changes: readonly { runId: string; callId: string | null }[];
}

/** Somebody who follows a credential. */
export interface Follower {
  moved(moved: Moved): void;
  end(): void;
}

/** Who follows which credential, in this instance. */
export class RunFollowers {
  private readonly followers = new Map<string, Set<Follower>>();

  /** Follows until the way back is taken. */
  follow(credentialId: string, follower: Follower): () => void {
    const all = this.followers.get(credentialId) ?? new Set();
    this.followers.set(credentialId, all.add(follower));
    return () => {
      all.delete(follower);
      if (all.size === 0) this.followers.delete(credentialId);
    };
  }

  /** A notification came. */
  heard(payload: string): void {
    const moved = readMoved(payload);
    if (moved) this.tell(moved);
  }

  tell(moved: Moved): void {
    for (const follower of this.followers.get(moved.credentialId) ?? []) follower.moved(moved);
  }

  /** The credentials that somebody follows. */
  followed(): string[] {
    return [...this.followers.keys()];
  }

  [Symbol.dispose](): void {
    for (const follower of [...this.followers.values()].flatMap((all) => [...all])) follower.end();
    this.followers.clear();
  }
}

/** Notifications may have been lost: all who follow are told of the runs of theirs that calls move, as they are now. */
export async function tellFollowers(orm: MikroORM, line: RunFollowers): Promise<void> {
  const followed = line.followed();
  if (followed.length === 0) return;
  const rows = await orm.em
    .fork()
    .execute<{ id: string; credential_id: string }[]>(
      'select id, credential_id from conformance_run where credential_id = any(?::uuid[]) and replaced_by is null',
      [arrayLiteral(followed)],
    );
  for (const [credentialId, runs] of Map.groupBy(rows, ({ credential_id }) => credential_id)) {
    line.tell({ credentialId, calls: [], changes: runs.map(({ id: runId }) => ({ runId, callId: null })) });
  }
}

/** PostgreSQL takes no more than 8000 bytes at once: an id is of 36. */
const MOST_AT_ONCE = 60;
/** Of more calls at once the last are told: whoever follows reads the run, which knows of all. */
const MOST_TOLD = 240;

/** Tells every instance, once the transaction is done. */
export async function tellMoved(em: EntityManager, all: readonly Moved[]): Promise<void> {
  const payloads = all.flatMap(inParts).map(writeMoved);
  if (payloads.length === 0) return;
  await em.execute(`select ${payloads.map(() => `pg_notify('${CONFORMANCE}', ?)`).join(', ')}`, payloads);
}

/** What was told so far, in parts that fit: each call with what it moved. */
function inParts({ credentialId, calls, changes }: Moved): Moved[] {
  const ofCall = Map.groupBy(changes, ({ callId }) => callId);
  const told = calls.slice(-MOST_TOLD);
  const parts: Moved[] = [];
  const without = ofCall.get(null) ?? [];
  if (without.length > 0) parts.push({ credentialId, calls: [], changes: without });
  for (let from = 0; from < told.length; from += MOST_AT_ONCE) {
    const some = told.slice(from, from + MOST_AT_ONCE);
    parts.push({ credentialId, calls: some, changes: some.flatMap((callId) => ofCall.get(callId) ?? []) });
  }
  return parts;
}

type Payload = [credentialId: string, calls: string[], runs: string[], changes: [run: number, call: number][]];

/** Runs and calls are named by their places: a run moved by many calls is named once. */
function writeMoved({ credentialId, calls, changes }: Moved): string {
  const runs = [...new Set(changes.map(({ runId }) => runId))];
  const places = changes.map(({ runId, callId }) => [
    runs.indexOf(runId),
    callId === null ? -1 : calls.indexOf(callId),
  ]);
  return JSON.stringify([credentialId, calls, runs, places] as Payload);
}

function readMoved(payload: string): Moved | undefined {
  try {
    const [credentialId, calls, runs, changes] = JSON.parse(payload) as Payload;
    return {
      credentialId,
      calls,
      changes: changes.map(([run, call]) => ({ runId: runs[run] ?? '', callId: calls[call] ?? null })),
    };
  } catch {
    return undefined;
  }
}
