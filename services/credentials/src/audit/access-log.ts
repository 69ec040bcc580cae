import { randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Caller, Person } from '@portal/service-kit';
import DataLoader from 'dataloader';
import { logger } from '../logger.ts';
import type { Members } from '../teams/members.ts';

/** What is read. */
type Subject = 'ACCESS_REQUEST' | 'CREDENTIAL';

/** What its reading is called in the records. */
const ACTS: Record<Subject, string> = { ACCESS_REQUEST: 'readAccessRequest', CREDENTIAL: 'readCredential' };

interface Owned {
  id: string;
  members: Members;
}

/** Notes whose requests and credentials are read by people who are not of their team, as LGPD asks. */
export interface AccessLog {
  /** To be awaited before what is in it is shown. Never rejects. */
  reads(subject: Subject, read: Owned): Promise<void>;
}

/** What a file's reading is recorded with when it is the team's own, which nobody has to be told of. */
export function ofTeam({ members }: Pick<Owned, 'members'>, { id }: Person): { ofTeam?: true } {
  return Object.hasOwn(members, id) ? { ofTeam: true } : {};
}

interface Reading {
  em: EntityManager;
  caller: Caller;
  traceId: string;
  now: () => Date;
}

/**
 * The access log of one operation: one record for a person, what they read and an hour of the clock, however often they
 * read it within; one statement for all requests of a page, one for all credentials. Where it cannot be written the reading
 * goes on, for reviews must, and the service's own log keeps who read what.
 */
export function createAccessLog({ em, caller, traceId, now }: Reading): AccessLog {
  const notesOf = (subject: Subject) =>
    new DataLoader<string, null>(async (ids) => {
      if (caller.kind === 'person') {
        await note(em, { readerId: caller.id, subject, ids, traceId, at: now() }).catch((err) =>
          logger.error({ err, reader: caller.id, subject, ids }, 'reading could not be recorded'),
        );
      }
      return ids.map(() => null);
    });
  const notes = { ACCESS_REQUEST: notesOf('ACCESS_REQUEST'), CREDENTIAL: notesOf('CREDENTIAL') };
  return {
    async reads(subject, { id, members }) {
      if (caller.kind === 'person' && !Object.hasOwn(members, caller.id)) await notes[subject].load(id);
    },
  };
}

interface Note {
  readerId: string;
  subject: Subject;
  ids: readonly string[];
  traceId: string;
  at: Date;
}

/** Two at once are told apart by the index: the second finds that it was noted. */
async function note(em: EntityManager, { readerId, subject, ids, traceId, at }: Note): Promise<void> {
  const rows = ids.map(() => "(?, ?, ?, ?, ?, ?, ?, '{}')").join(', ');
  await em.execute(
    `insert into audit_record (id, at, actor_id, act, subject, subject_id, trace_id, detail) values ${rows}
     on conflict do nothing`,
    ids.flatMap((id) => [randomUUIDv7(), at, readerId, ACTS[subject], subject, id, traceId]),
  );
}
