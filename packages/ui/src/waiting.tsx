import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';
import { Message } from './message.tsx';

/** Something is on its way. */
export function Loading({ label = 'Carregando…' }: { label?: string }) {
  return (
    <div className="loading-box" role="status">
      <Icon name="busy" spin />
      <span>{label}</span>
    </div>
  );
}

/** Grey lines in the place of what is on its way, read aloud as "Carregando…". */
export function Skeleton({ lines = 3, label = 'Carregando…' }: { lines?: number; label?: string }) {
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{label}</span>
      {Array.from({ length: lines }, (_, line) => `line ${line}`).map((line) => (
        <span key={line} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  );
}

export interface EmptyStateProps {
  title: string;
  /** How one gets something here. */
  children?: ReactNode;
  action?: ReactNode;
  icon?: IconName;
}

/** There is nothing here yet, and this is how to begin. */
export function EmptyState({ title, children, action, icon = 'empty' }: EmptyStateProps) {
  return (
    <div className="empty-state">
      <Icon name={icon} />
      <p className="empty-title">{title}</p>
      {children && <div className="empty-text">{children}</div>}
      {action && <div className="empty-action">{action}</div>}
    </div>
  );
}

export interface ErrorStateProps {
  title?: string;
  children?: ReactNode;
  /** Shows "Tentar de novo". */
  onRetry?: () => void;
  retrying?: boolean;
  /** Number of the error, for the support. */
  traceId?: string | null;
}

/** Something could not be loaded. */
export function ErrorState(props: ErrorStateProps) {
  const { title = 'Não foi possível carregar', children, onRetry, retrying, traceId } = props;
  return (
    <Message
      tone="danger"
      title={title}
      actions={
        onRetry && (
          <Button icon="rotateRight" size="small" busy={retrying} onClick={onRetry}>
            Tentar de novo
          </Button>
        )
      }
    >
      {children ?? <p>Verifique a sua conexão e tente de novo.</p>}
      {traceId && (
        <p>
          Se precisar de ajuda, informe o código <code>{traceId}</code>.
        </p>
      )}
    </Message>
  );
}

export interface ProgressProps {
  label: string;
  /** Absent: under way, no telling how far. */
  value?: number;
  /** Default: 100. */
  max?: number;
}

/** How far something is. */
export function Progress({ label, value, max = 100 }: ProgressProps) {
  const id = useId();
  return (
    <div className="progress">
      <label htmlFor={id}>{label}</label>
      <progress id={id} value={value} max={max} />
      {value !== undefined && <span className="progress-figure">{Math.floor((100 * value) / max)}%</span>}
    </div>
  );
}
