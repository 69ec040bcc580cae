import { formatTotal } from '@portal/domain';
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import { classNames } from './class-names.ts';

export interface TabItem<Id extends string = string> {
  id: Id;
  label: string;
  /** A list's `totalCount`, shown after the label; null while it is not known: its place is kept. */
  count?: number | null;
}

export interface TabsProps<Id extends string> {
  /** What the tabs choose between, for assistive technology. */
  label: string;
  tabs: readonly TabItem<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** The selected tab's panel. */
  children: ReactNode;
}

/** Tabs: arrows, Home and End move and select; only the selected tab is in the tab order. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, children }: TabsProps<Id>) {
  const id = useId();
  const buttons = useRef(new Map<Id, HTMLButtonElement>());

  function move(event: KeyboardEvent) {
    const at = tabs.findIndex((tab) => tab.id === selected);
    const target: Record<string, number> = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    const next = tabs[target[event.key] ?? -1];
    if (!next) return;
    event.preventDefault();
    onSelect(next.id);
    buttons.current.get(next.id)?.focus();
  }

  return (
    <div className="br-tab">
      <div className="tab-nav">
        <div role="tablist" aria-label={label} className="tab-list">
          {tabs.map((tab) => (
            <span key={tab.id} role="presentation" className={classNames('tab-item', tab.id === selected && 'active')}>
              <button
                type="button"
                role="tab"
                id={`${id}-tab-${tab.id}`}
                aria-selected={tab.id === selected}
                aria-controls={`${id}-panel`}
                tabIndex={tab.id === selected ? 0 : -1}
                ref={(element) => {
                  if (element) buttons.current.set(tab.id, element);
                  else buttons.current.delete(tab.id);
                }}
                onClick={() => onSelect(tab.id)}
                onKeyDown={move}
              >
                {tab.label}
                {tab.count === null && <span className="tab-count">{'\u00a0'}</span>}
                {typeof tab.count === 'number' && (
                  <span className="tab-count">
                    <span className="visually-hidden">, </span>
                    {formatTotal(tab.count)}
                  </span>
                )}
              </button>
            </span>
          ))}
        </div>
      </div>
      <div
        role="tabpanel"
        id={`${id}-panel`}
        aria-labelledby={`${id}-tab-${selected}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel may hold nothing else that takes focus
        tabIndex={0}
        className="tab-body"
      >
        {children}
      </div>
    </div>
  );
}
