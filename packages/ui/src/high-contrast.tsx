import { useSyncExternalStore } from 'react';
import { Button } from './button.tsx';

const storageKey = 'alto-contraste';
const listeners = new Set<() => void>();

function read(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'sim';
  } catch {
    return false; // storage may be blocked
  }
}

function apply(on: boolean) {
  document.documentElement.toggleAttribute('data-high-contrast', on);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Puts the choice made before back; call it before the first render. */
export function restoreHighContrast() {
  apply(read());
}

/** Whether high contrast is on, and what switches it. Kept in this browser. */
export function useHighContrast(): [boolean, (on: boolean) => void] {
  const on = useSyncExternalStore(
    subscribe,
    () => document.documentElement.hasAttribute('data-high-contrast'),
    () => false,
  );
  return [
    on,
    (next) => {
      apply(next);
      try {
        localStorage.setItem(storageKey, next ? 'sim' : 'nao');
      } catch {
        // not kept, then
      }
      for (const listener of listeners) listener();
    },
  ];
}

/** "Alto contraste", on or off. */
export function HighContrastToggle() {
  const [on, setOn] = useHighContrast();
  return (
    <Button variant="tertiary" size="small" icon="contrast" aria-pressed={on} onClick={() => setOn(!on)}>
      Alto contraste
    </Button>
  );
}
