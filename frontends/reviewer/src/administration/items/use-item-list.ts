import { useEffect, useRef, useState } from 'react';
import { moved, without } from './editor.ts';

let made = 0;

/**
 * Keys of the items of a list, which go with them wherever they move: so do the focus and what is open. Where what was pressed
 * is no more or can be pressed no more, the focus goes to the item that is there now, or to what follows an empty list.
 */
export function useItemList(count: number) {
  const list = useRef<HTMLOListElement>(null);
  const focusAt = useRef<number>(undefined);
  const [known, setKnown] = useState<readonly number[]>([]);
  const keys = known.length === count ? known : asMany(known, count);
  if (keys !== known) setKnown(keys);

  useEffect(() => {
    if (focusAt.current === undefined) return;
    const item = list.current?.children[Math.min(focusAt.current, count - 1)];
    focusAt.current = undefined;
    const next = item ? item.querySelector('summary') : list.current?.nextElementSibling;
    if (next instanceof HTMLElement) next.focus();
  });

  return {
    list,
    keys,
    move(from: number, to: number): void {
      setKnown(moved(keys, from, to));
      if (to === 0 || to === count - 1) focusAt.current = to;
    },
    remove(place: number): void {
      setKnown(without(keys, place));
      focusAt.current = place;
    },
  };
}

function asMany(keys: readonly number[], count: number): number[] {
  return Array.from({ length: count }, (_, place) => keys[place] ?? ++made);
}
