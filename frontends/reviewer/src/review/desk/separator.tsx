import type { KeyboardEvent, PointerEvent } from 'react';
import { SHARES, shareByKey, shareWithin } from './share.ts';

interface SeparatorProps {
  /** The id of what is left of it. */
  controls: string;
  share: number;
  onShare: (share: number) => void;
}

/** Parts the proof from the rest: dragged, or moved by the arrows, Home and End. Seen in a wide window alone. */
export function Separator({ controls, share, onShare }: SeparatorProps) {
  function byKey(event: KeyboardEvent) {
    const next = shareByKey(share, event.key);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onShare(next);
  }
  function follow({ currentTarget, pointerId, clientX }: PointerEvent<HTMLElement>) {
    if (!currentTarget.hasPointerCapture(pointerId)) return;
    const desk = currentTarget.parentElement?.getBoundingClientRect();
    if (desk) onShare(shareWithin(((clientX - desk.left) / desk.width) * 100));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr takes neither focus nor value
    <div
      role="separator"
      className="desk-separator"
      aria-orientation="vertical"
      aria-label="Largura do que se lê"
      aria-controls={controls}
      aria-valuemin={SHARES.least}
      aria-valuemax={SHARES.most}
      aria-valuenow={share}
      aria-valuetext={`${share}%`}
      tabIndex={0}
      onKeyDown={byKey}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={follow}
      onDoubleClick={() => onShare(SHARES.usual)}
    />
  );
}
