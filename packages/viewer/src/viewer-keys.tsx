import { VIEWER_KEYS, type ViewerAct } from './viewer-state.ts';
import { VIEWER_BUTTONS } from './viewer-toolbar.tsx';

/** The keys that work while the focus is inside the viewer, each beside what it does. */
export function ViewerKeys() {
  return (
    <ul className="evidence-keys">
      {(Object.keys(VIEWER_KEYS) as ViewerAct[]).map((act) => (
        <li key={act}>
          <kbd>{VIEWER_KEYS[act]}</kbd> {VIEWER_BUTTONS[act].label}
        </li>
      ))}
    </ul>
  );
}
