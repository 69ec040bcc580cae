import { useViewer } from '@portal/console';
import { MENTION_PLACE } from '@portal/domain';
import { useEffect, useId, useRef, useState } from 'react';
import { useLocation } from 'react-router';
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

/** Begins where the viewer is mentioned if that is what they came for, else at the first that is not marked. `onMove` hears of each that one goes to. */
export function useCurrent({ checklist }: ReviewRequest, onMove: (code: string) => void): Current {
  const id = useId();
  const idOf = (code: string) => `${id}-${code}`;
  const viewer = useViewer();
  const { hash, key } = useLocation();
  const mentioned =
    hash === `#${MENTION_PLACE}`
      ? checklist
          .filter(({ internalNote }) => internalNote?.mentions.some(({ personId }) => personId === viewer?.id))
          .toSorted((one, other) => (one.assessedAt ?? '').localeCompare(other.assessedAt ?? ''))
          .at(-1)?.requirement.code
      : undefined;
  const first = checklist.find(({ verdict }) => verdict === null) ?? checklist[0];
  // Where one begins is settled once: a mark moves nothing.
  const [code, setCode] = useState(mentioned ?? first?.requirement.code);
  const at = checklist.findIndex(({ requirement }) => requirement.code === code);

  function show(shown: string) {
    setCode(shown);
    const place = document.getElementById(idOf(shown));
    place?.focus({ preventScroll: true });
    place?.scrollIntoView({ block: 'nearest' });
  }
  const showMentioned = useRef(() => {});
  showMentioned.current = () => {
    if (mentioned !== undefined) show(mentioned);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that one comes here
  useEffect(() => showMentioned.current(), [key]);

  return {
    code,
    idOf,
    choose: setCode,
    move(by) {
      const next = checklist[Math.min(checklist.length - 1, Math.max(0, at + by))]?.requirement.code;
      if (next === undefined) return;
      show(next);
      onMove(next);
    },
  };
}
