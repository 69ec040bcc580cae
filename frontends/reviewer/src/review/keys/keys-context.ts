import { createContext, useContext } from 'react';

/** Whether the desk's keys are on: a button names its key only while it works. */
export const KeysOn = createContext(true);

/** What a button carries that a key presses. */
export function useKeyOf(key: string) {
  const on = useContext(KeysOn);
  return { 'data-key': key, ...(on && { 'aria-keyshortcuts': key, title: `Tecla ${key.toUpperCase()}` }) };
}
