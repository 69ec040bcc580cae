import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import type { Tone } from './tag.tsx';

export interface TimelineItem {
  id: string;
  title: ReactNode;
  /** As people read it: "24/11/2026 às 14:32". */
  at: string;
  /** For machines, ISO 8601. */
  dateTime?: string;
  /** Who did it. */
  actor?: string;
  tone?: Tone;
  icon?: IconName;
  children?: ReactNode;
}

/** What happened, one thing under the other, in the order given. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  return (
    <ol className="timeline" aria-label={label}>
      {items.map((item) => (
        <li key={item.id} className={classNames('timeline-item', `tone-${item.tone ?? 'blue'}`)}>
          <span className="timeline-mark" aria-hidden="true">
            <Icon name={item.icon ?? 'circle'} />
          </span>
          <div className="timeline-content">
            <p className="timeline-title">{item.title}</p>
            <p className="timeline-when">
              <time dateTime={item.dateTime}>{item.at}</time>
              {item.actor && <> · {item.actor}</>}
            </p>
            {item.children}
          </div>
        </li>
      ))}
    </ol>
  );
}
