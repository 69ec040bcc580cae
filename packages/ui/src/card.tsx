import type { ReactNode } from 'react';
import { Link, type To } from 'react-router';
import { classNames } from './class-names.ts';

export interface CardProps {
  title?: ReactNode;
  /** Level of the title's heading. Default: 2. */
  level?: 2 | 3 | 4;
  /** Makes the title a link whose area is the whole card. */
  to?: To;
  /** Stands at the end of the title's line: a tag, a button. */
  aside?: ReactNode;
  footer?: ReactNode;
  children?: ReactNode;
  className?: string;
}

/** A box around one thing. */
export function Card({ title, level = 2, to, aside, footer, children, className }: CardProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={classNames('br-card', to !== undefined && 'is-link', className)}>
      {(title || aside) && (
        <div className="card-header">
          {title && <Heading className="card-title">{to === undefined ? title : <Link to={to}>{title}</Link>}</Heading>}
          {aside && <div className="card-aside">{aside}</div>}
        </div>
      )}
      {children && <div className="card-content">{children}</div>}
      {footer && <div className="card-footer">{footer}</div>}
    </div>
  );
}

/** Cards beside each other, as many as fit. */
export function CardGrid({ children }: { children: ReactNode }) {
  return <div className="card-grid">{children}</div>;
}
