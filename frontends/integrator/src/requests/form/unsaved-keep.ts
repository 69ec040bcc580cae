/**
 * Keeps what the Portal does not hold yet (a half-typed CPF, what was typed after the session ended) in this tab alone, until
 * it is saved. Another person who signs in in this tab finds nothing of it.
 */

/** The part of Storage that is used. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

/** What is kept of one request. */
export interface UnsavedKeep {
  read(): Readonly<Record<string, unknown>>;
  write(values: Readonly<Record<string, unknown>>): void;
  clear(): void;
}

const PREFIX = 'portal.rascunho.';

interface Kept {
  readonly person: string;
  readonly values: Record<string, unknown>;
}

function parse(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null || !('person' in kept) || !('values' in kept)) return null;
    const { person, values } = kept;
    if (typeof person !== 'string' || typeof values !== 'object' || values === null) return null;
    return { person, values: { ...values } };
  } catch {
    return null;
  }
}

/** Takes away what other people left in this tab. */
export function forgetOthers(storage: TabStorage, person: string): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index));
  for (const key of keys) {
    if (key?.startsWith(PREFIX) && parse(storage.getItem(key))?.person !== person) storage.removeItem(key);
  }
}

/** Opens what one person has unsaved of one request. */
export function openUnsavedKeep(storage: TabStorage, person: string, requestId: string): UnsavedKeep {
  const key = `${PREFIX}${requestId}`;
  return {
    read() {
      const kept = parse(storage.getItem(key));
      return kept?.person === person ? kept.values : {};
    },
    write(values) {
      if (Object.keys(values).length === 0) {
        storage.removeItem(key);
        return;
      }
      try {
        storage.setItem(key, JSON.stringify({ person, values }));
      } catch {
        // A full or forbidden storage loses the safety net, not the form.
      }
    },
    clear: () => storage.removeItem(key),
  };
}
