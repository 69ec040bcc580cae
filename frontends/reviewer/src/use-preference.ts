import { useViewer } from '@portal/console';
import { useState } from 'react';

/**
 * What a person chose for themselves in a place, kept in this browser and nobody else's who signs in in it. `read` makes
 * of what was kept what counts now; a storage that is full or forbidden keeps it until the page is left.
 */
export function usePreference<Value>(
  place: string,
  read: (kept: unknown) => Value,
): [value: Value, keep: (value: Value) => void] {
  const key = `portal.preferencia.${useViewer()?.id}.${place}`;
  const [value, setValue] = useState(() => read(parsed(key)));
  return [
    value,
    (next) => {
      setValue(next);
      try {
        localStorage.setItem(key, JSON.stringify(next));
      } catch {
        // not kept, then
      }
    },
  ];
}

function parsed(key: string): unknown {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}
