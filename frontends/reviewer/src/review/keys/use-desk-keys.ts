import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { DESK_KEYS } from './desk-keys.ts';

/** Lets the desk's keys work, wherever the focus is, save where one types, in a dialog, or where the key means something already. */
export function useDeskKeys(on: boolean): void {
  useEffect(() => {
    if (!on) return;
    const bindings = DESK_KEYS.map(({ binding, button }) => [binding, (event: KeyboardEvent) => press(button, event)]);
    return tinykeys(window, Object.fromEntries(bindings), { ignore: isElsewhere });
  }, [on]);
}

/** Presses the button and does not focus it: a mark leaves the focus where it is. */
function press(button: string, event: KeyboardEvent): void {
  const element = document.querySelector<HTMLElement>(button);
  if (!element) return;
  event.preventDefault();
  element.click();
}

function isElsewhere({ defaultPrevented, repeat, isComposing, target }: KeyboardEvent): boolean {
  return (
    defaultPrevented || repeat || isComposing || isTyped(target) || document.querySelector('dialog[open]') !== null
  );
}

const PRESSED_NOT_TYPED = ['radio', 'checkbox', 'button', 'submit'];

/** Whether a character goes into what has the focus, or chooses in it. */
function isTyped(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !PRESSED_NOT_TYPED.includes(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('textarea, select'));
}
