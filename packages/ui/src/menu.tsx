import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { NavLink, useLocation } from 'react-router';
import { Button } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/** One entry of the main menu: a link, or a name over links. */
export type MenuItem =
  | { label: string; to: string /** Current at this address only, not below it. */; end?: boolean }
  | { label: string; items: readonly { label: string; to: string; description?: string }[] };

/** Closes on Esc (focus returns to the toggle), on a press outside, and on navigation. */
function useDropdown() {
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const toggle = useRef<HTMLButtonElement>(null);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    document.addEventListener('focusin', outside);
    return () => {
      document.removeEventListener('pointerdown', outside);
      document.removeEventListener('focusin', outside);
    };
  }, [open]);
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    setOpen(false);
    toggle.current?.focus();
  }
  return { open, setOpen, box, toggle, onKeyDown };
}

export interface DropdownProps {
  label: ReactNode;
  /** Read aloud instead of the label. */
  accessibleLabel?: string;
  className?: string;
  /** What is under it; a function makes it while it is shown. */
  children: ReactNode | (() => ReactNode);
}

/** A button that shows and hides what is under it. */
export function Dropdown({ label, accessibleLabel, className, children }: DropdownProps) {
  const { open, setOpen, box, toggle, onKeyDown } = useDropdown();
  const id = useId();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere within
    <div className={classNames('dropdown', className)} ref={box} onKeyDown={onKeyDown}>
      <Button
        ref={toggle}
        variant="tertiary"
        aria-expanded={open}
        aria-controls={id}
        aria-label={accessibleLabel}
        onClick={() => setOpen(!open)}
      >
        {label}
        <Icon name={open ? 'up' : 'down'} />
      </Button>
      {/* Takes the focus of a press on a text in it, which else goes to what is around and closes it. */}
      <div className="dropdown-panel" id={id} hidden={!open} tabIndex={-1}>
        {typeof children === 'function' ? open && children() : children}
      </div>
    </div>
  );
}

/** The main menu: a bar where there is room, behind a button where there is not. */
export function Menu({ items, label = 'Menu principal' }: { items: readonly MenuItem[]; label?: string }) {
  const { open, setOpen, box, toggle, onKeyDown } = useDropdown();
  const id = useId();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Esc closes from anywhere within
    <div id="menu" tabIndex={-1} className={classNames('main-menu', open && 'is-open')} ref={box} onKeyDown={onKeyDown}>
      <div className="container">
        <Button
          ref={toggle}
          variant="tertiary"
          icon={open ? 'close' : 'menu'}
          className="menu-toggle"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          Menu
        </Button>
        <nav aria-label={label}>
          <ul id={id} className="menu-list">
            {items.map((item) => (
              <li key={item.label}>
                {'to' in item ? (
                  <NavLink to={item.to} end={item.end} className="menu-link">
                    {item.label}
                  </NavLink>
                ) : (
                  <Dropdown label={item.label}>
                    <ul className="menu-sub">
                      {item.items.map((sub) => (
                        <li key={sub.to}>
                          <NavLink to={sub.to} className="menu-link">
                            {sub.label}
                            {sub.description && <span className="menu-description">{sub.description}</span>}
                          </NavLink>
                        </li>
                      ))}
                    </ul>
                  </Dropdown>
                )}
              </li>
            ))}
          </ul>
        </nav>
      </div>
    </div>
  );
}
