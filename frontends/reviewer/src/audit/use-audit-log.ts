import { useCallback, useEffect, useRef, useState } from 'react';
import { ask, Refused } from './ask.ts';
import type { AuditFilter } from './audit-filter.ts';

/** A record of the log, as it is shown. */
export interface AuditRow {
  id: string;
  at: string;
  actorId: string | null;
  act: string;
  subject: string;
  subjectId: string;
  detail: Record<string, unknown>;
  /** Its place in the chain; null while it waits for one. */
  place: number | null;
  /** Who did it; null of the system, and of somebody who is not known any more. */
  actor: string | null;
}

interface Page {
  records: Omit<AuditRow, 'actor'>[];
  next: string | null;
  people: Record<string, string>;
}

/** The log, as far as it was read. */
export interface AuditLog {
  /** Undefined until the first page is there. */
  rows: AuditRow[] | undefined;
  next: string | null;
  reading: boolean;
  /** Why the last page could not be read. */
  problem: string | undefined;
  readMore: () => void;
  readAgain: () => void;
}

interface Read {
  rows?: AuditRow[];
  next: string | null;
  reading: boolean;
  problem?: string;
}

const NOTHING: Read = { next: null, reading: true };

/** Reads the log page by page, anew whenever it is asked for otherwise. */
export function useAuditLog(filter: AuditFilter): AuditLog {
  const address = addressOf(filter);
  const person = encodeURIComponent(filter.person ?? '');
  const [read, setRead] = useState<Read>(NOTHING);
  const asking = useRef<AbortController>(undefined);

  const readFrom = useCallback(
    async (before: string | null) => {
      asking.current?.abort();
      const asked = new AbortController();
      asking.current = asked;
      const { signal } = asked;
      setRead(({ rows, next }) => (before ? { ...(rows && { rows }), next, reading: true } : NOTHING));
      try {
        const answer = await ask(before ? `${address}&before=${encodeURIComponent(before)}` : address, {
          signal,
          headers: { 'audit-person': person },
        });
        const { records, next, people } = (await answer.json()) as Page;
        const more = records.map((row) => ({ ...row, actor: (row.actorId && people[row.actorId]) ?? null }));
        setRead(({ rows = [] }) => ({ rows: before ? [...rows, ...more] : more, next, reading: false }));
      } catch (error) {
        if (signal.aborted) return;
        const problem = error instanceof Refused ? error.message : 'Não foi possível ler o registro. Tente de novo.';
        setRead((now) => ({ ...now, reading: false, problem }));
      }
    },
    [address, person],
  );
  useEffect(() => {
    void readFrom(null);
    return () => asking.current?.abort();
  }, [readFrom]);

  const { rows, next, reading, problem } = read;
  return {
    rows,
    next,
    reading,
    problem,
    readMore: () => void readFrom(next),
    readAgain: () => void readFrom(rows ? next : null),
  };
}

function addressOf({ log = 'credentials', person: _inAHeader, ...filter }: AuditFilter): string {
  const asked = Object.entries(filter).filter((part): part is [string, string] => Boolean(part[1]));
  return `/audit-log/${log}/records.json?${new URLSearchParams(asked)}`;
}
