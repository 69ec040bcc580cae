/**
 * What is pressed must be under the pointer still when it is let go, or nothing comes of the press; and who presses slowly
 * presses for half a second. So what comes by itself waits until then, and no longer than this.
 */
const LONGEST_MS = 1_000;

let pressed: Promise<void> | undefined;

if (typeof document !== 'undefined') document.addEventListener('pointerdown', hold, { capture: true });

/** Undefined while nothing is pressed; otherwise resolves once it was let go, and what that leads to was done. */
export function untilReleased(): Promise<void> | undefined {
  return pressed;
}

/** Does something at once, or once what is pressed was let go. */
export function afterPress(run: () => void): void {
  if (pressed) void pressed.then(run);
  else run();
}

function hold(): void {
  pressed ??= new Promise((released) => {
    const events = ['pointerup', 'pointercancel'] as const;
    const release = () => {
      clearTimeout(limit);
      for (const event of events) document.removeEventListener(event, release, { capture: true });
      // The click comes after this event.
      setTimeout(() => {
        pressed = undefined;
        released();
      });
    };
    const limit = setTimeout(release, LONGEST_MS);
    for (const event of events) document.addEventListener(event, release, { capture: true });
  });
}
