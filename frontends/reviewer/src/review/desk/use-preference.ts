import { useViewer } from '@portal/console';
import { useState } from 'react';

/** What a person prefers in this browser, kept for the next visit; null where they said nothing. Another person has their own. */
export function usePreference(name: string): [value: string | null, prefer: (value: string) => void] {
  const key = `portal.preferencia.${useViewer()?.id ?? ''}.${name}`;
  const [value, setValue] = useState(() => read(key));
  const prefer = (next: string) => {
    setValue(next);
    try {
      localStorage.setItem(key, next);
    } catch {
      // A full or forbidden storage forgets it with the page.
    }
  };
  return [value, prefer];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
