import { useSyncExternalStore } from 'react';
import { RadioGroup } from './choices.tsx';
import { Icon } from './icon.tsx';
import { Dropdown } from './menu.tsx';

/** How the Portal looks, as a person chose it in this browser. */
export type Appearance = 'system' | 'light' | 'dark' | 'high-contrast';

const OPTIONS: readonly { value: Appearance; label: string }[] = [
  { value: 'system', label: 'Como no sistema' },
  { value: 'light', label: 'Clara' },
  { value: 'dark', label: 'Escura' },
  { value: 'high-contrast', label: 'Alto contraste' },
];

const STORAGE_KEY = 'aparencia';
/** Where high contrast was kept while it was all that could be chosen. */
const FORMER_KEY = 'alto-contraste';
const listeners = new Set<() => void>();
/** What the system asks for, the strongest wish first. */
const WISHES = [
  ['high-contrast', '(prefers-contrast: more)'],
  ['dark', '(prefers-color-scheme: dark)'],
] as const;

function chosen(): Appearance {
  try {
    const kept = localStorage.getItem(STORAGE_KEY);
    const former = localStorage.getItem(FORMER_KEY) === 'sim' ? 'high-contrast' : 'system';
    return OPTIONS.find(({ value }) => value === kept)?.value ?? former;
  } catch {
    return 'system'; // storage may be blocked
  }
}

function shown(appearance: Appearance): string {
  if (appearance !== 'system') return appearance;
  return WISHES.find(([, query]) => matchMedia(query).matches)?.[0] ?? 'light';
}

function apply(appearance: Appearance) {
  document.documentElement.dataset.appearance = shown(appearance);
  for (const listener of listeners) listener();
}

let current: Appearance = 'system';

function choose(appearance: Appearance) {
  current = appearance;
  try {
    localStorage.setItem(STORAGE_KEY, appearance);
  } catch {
    // not kept, then
  }
  apply(current);
}

/** Puts the choice made before back, and follows the system and other tabs from then on; call it before the first render. */
export function restoreAppearance() {
  const again = () => {
    current = chosen();
    apply(current);
  };
  again();
  for (const [, query] of WISHES) matchMedia(query).addEventListener('change', () => apply(current));
  addEventListener('storage', ({ key }) => key === STORAGE_KEY && again());
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Chooses how the Portal looks: as the system has it, light, dark or in high contrast. */
export function AppearanceChoice() {
  const appearance = useSyncExternalStore(
    subscribe,
    () => current,
    () => 'system' as const,
  );
  return (
    <Dropdown
      className="appearance"
      label={
        <>
          <Icon name="contrast" /> <span className="appearance-name">Aparência</span>
        </>
      }
    >
      <RadioGroup legend="Aparência do Portal" options={OPTIONS} value={appearance} onChange={choose} />
    </Dropdown>
  );
}
