import { useEffect } from 'react';
import type { SessionState } from './session.ts';

/**
 * Keeps what is written and not yet sent in this tab alone, so that a session that ends, or a page that is loaded anew,
 * loses nothing. It is one person's: another who signs in in this tab finds nothing of it.
 */

/** The part of Storage that is used. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What one person has written in one place. */
export interface KeptDraft<Values extends object> {
  /** Empty where there is nothing, or nothing of this person's. */
  read(): Readonly<Partial<Values>>;
  /** Null forgets it. */
  write(values: Readonly<Partial<Values>> | null): void;
}

const PREFIX = 'portal.rascunho.';

interface Kept {
  readonly person: string;
  readonly values: object;
}

/** Opens what a person has written in a place, which is whatever the console calls it. */
export function openKeptDraft<Values extends object>(
  storage: TabStorage,
  person: string,
  place: string,
): KeptDraft<Values> {
  const key = `${PREFIX}${place}`;
  return {
    read() {
      const kept = parse(storage.getItem(key));
      return (kept?.person === person ? kept.values : {}) as Partial<Values>;
    },
    write(values) {
      if (values === null) return storage.removeItem(key);
      try {
        storage.setItem(key, JSON.stringify({ person, values }));
      } catch {
        // A full or forbidden storage loses the safety net, not what is written.
      }
    },
  };
}

/** Takes away what other people left in this tab. */
export function forgetOthers(storage: TabStorage, person: string): void {
  forgetWhere(storage, (kept) => kept?.person !== person);
}

/** Said in the tab while its person signs out, which may fail. */
const LEAVING = 'portal.saindo';

/** Somebody asked to sign out: once that is so, nothing is left to who comes after. */
export function noteLeaving(storage: TabStorage): void {
  try {
    storage.setItem(LEAVING, '');
  } catch {
    forgetWhere(storage, () => true);
  }
}

/** It is known who is here, null for nobody: what was noted of leaving has come true, or has not. Tells which. */
export function settleLeaving(storage: TabStorage, person: string | null): boolean {
  const left = person === null && storage.getItem(LEAVING) !== null;
  if (left) forgetWhere(storage, () => true);
  storage.removeItem(LEAVING);
  return left;
}

function forgetWhere(storage: TabStorage, holds: (kept: Kept | null) => boolean): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key?.startsWith(PREFIX) && holds(parse(storage.getItem(key)))) storage.removeItem(key);
  }
}

/**
 * As soon as it is known who is here, what others left in this tab is gone, and all of it where its person signed out;
 * and so are files that are on their way.
 */
export function useForgetDrafts(session: SessionState): void {
  const { status } = session;
  const person = status === 'signed-in' || status === 'over' ? session.viewer.id : null;
  useEffect(() => {
    if (person !== null) forgetOthers(sessionStorage, person);
    if (status !== 'signed-in' && status !== 'anonymous') return;
    const left = settleLeaving(sessionStorage, person);
    import('./uploads/kept-uploads.ts').then(
      (kept) => {
        if (person !== null) return kept.forgetUploads(person);
        // Whose session only ended comes back to what they began.
        return left ? kept.forgetAllUploads() : kept.forgetLeftUploads();
      },
      () => {
        // Lost on its way: the next page of this tab does it.
        if (left) noteLeaving(sessionStorage);
      },
    );
  }, [person, status]);
}

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('person' in kept) || !('values' in kept)) return null;
    const { person, values } = kept;
    return typeof person === 'string' && typeof values === 'object' && values !== null ? { person, values } : null;
  } catch {
    return null;
  }
}
