import { useId, useState } from 'react';
import type { ReviewRequest } from '../submission/fields.ts';

/** The requirement that keys are about. */
export interface Current {
  code: string | undefined;
  choose: (code: string) => void;
  /** Goes so many on, brings it into sight and gives it the focus; stays at either end. */
  move: (by: number) => void;
  /** The id of a requirement's place in the list. */
  idOf: (code: string) => string;
}

/** Begins at the first that is not marked. `onMove` hears of each that one goes to. */
export function useCurrent({ checklist }: ReviewRequest, onMove: (code: string) => void): Current {
  const id = useId();
  const idOf = (code: string) => `${id}-${code}`;
  const first = checklist.find(({ verdict }) => verdict === null) ?? checklist[0];
  // Where one begins is settled once: a mark moves nothing.
  const [code, setCode] = useState(first?.requirement.code);
  const at = checklist.findIndex(({ requirement }) => requirement.code === code);
  return {
    code,
    idOf,
    choose: setCode,
    move(by) {
      const next = checklist[Math.min(checklist.length - 1, Math.max(0, at + by))]?.requirement.code;
      if (next === undefined) return;
      setCode(next);
      const place = document.getElementById(idOf(next));
      place?.focus({ preventScroll: true });
      place?.scrollIntoView({ block: 'nearest' });
      onMove(next);
    },
  };
}
