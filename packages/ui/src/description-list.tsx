import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface Description {
  term: string;
  /** Empty values show as "Não informado". */
  value: ReactNode;
  /** Marks what changed. */
  changed?: boolean;
  /** Stands under the value: what was asked for at this field. */
  note?: ReactNode;
}

/** Names and values, two columns where there is room. */
export function DescriptionList({ items }: { items: readonly Description[] }) {
  return (
    <dl className="description-list">
      {items.map((item) => {
        const empty = item.value === null || item.value === undefined || item.value === '';
        return (
          <div key={item.term} className={classNames('description', item.changed && 'is-changed')}>
            <dt>
              {item.term}
              {item.changed && <span className="changed-mark"> (alterado)</span>}
            </dt>
            <dd className={classNames(empty && 'is-empty')}>{empty ? 'Não informado' : item.value}</dd>
            {item.note && <dd className="description-note">{item.note}</dd>}
          </div>
        );
      })}
    </dl>
  );
}
