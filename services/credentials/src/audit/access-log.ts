import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller } from '@portal/service-kit';
import DataLoader from 'dataloader';
import { logger } from '../logger.ts';
import type { AccessRequest } from '../requests/access-request.ts';

/** Notes whose requests are read by people they do not belong to, as LGPD asks. */
export interface AccessLog {
  /** To be awaited before what is in the request is shown. Never rejects. */
  reads(request: Pick<AccessRequest, 'id' | 'ownerId'>): Promise<void>;
}

interface Reading {
  em: EntityManager;
  caller: Caller;
  traceId: string;
  now: () => Date;
}

/**
 * The access log of one operation: one record for a person, a request and an hour of the clock, however often they read it
 * within; one statement for all requests of a page. Where it cannot be written the reading goes on, for reviews must, and
 * the service's own log keeps who read what.
 */
export function createAccessLog({ em, caller, traceId, now }: Reading): AccessLog {
  const notes = new DataLoader<string, null>(async (requestIds) => {
    if (caller.kind === 'person') {
      await note(em, { readerId: caller.id, requestIds, traceId, at: now() }).catch((err) =>
        logger.error({ err, reader: caller.id, requests: requestIds }, 'reading could not be recorded'),
      );
    }
    return requestIds.map(() => null);
  });
  return {
    async reads({ id, ownerId }) {
      if (caller.kind === 'person' && caller.id !== ownerId) await notes.load(id);
    },
  };
}

interface Note {
  readerId: string;
  requestIds: readonly string[];
  traceId: string;
  at: Date;
}

/** Two at once are told apart by the index: the second finds that it was noted. */
async function note(em: EntityManager, { readerId, requestIds, traceId, at }: Note): Promise<void> {
  const rows = requestIds.map(() => "(?, ?, ?, 'readAccessRequest', 'ACCESS_REQUEST', ?, ?, '{}')").join(', ');
  await em.execute(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail) values ${rows}
     on conflict do nothing`,
    requestIds.flatMap((id) => [randomUUIDv7(), at, readerId, id, traceId]),
  );
}
