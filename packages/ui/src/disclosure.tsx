import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';

export interface DisclosureProps {
  summary: ReactNode;
  children: ReactNode;
  /** Open from the start. */
  open?: boolean;
}

/** More, for who wants it. */
export function Disclosure({ summary, children, open }: DisclosureProps) {
  return (
    <details className="disclosure" open={open}>
      <summary>
        <Icon name="right" />
        <span>{summary}</span>
      </summary>
      <div className="disclosure-content">{children}</div>
    </details>
  );
}
