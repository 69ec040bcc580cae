import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';

export interface LoadMoreProps {
  /** How many are shown. */
  shown: number;
  /** How many there are. */
  total: number;
  /** What they are, in the plural: "solicitações". */
  what: string;
  hasMore: boolean;
  loading?: boolean;
  onLoadMore: () => void;
}

/** The foot of a list that can grow: how much of it is shown, and "Carregar mais". */
export function LoadMore({ shown, total, what, hasMore, loading, onLoadMore }: LoadMoreProps) {
  const told = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  useEffect(() => {
    // The button that was pressed goes with the last page: what it led to is told in its place.
    if (pressed.current && !hasMore) told.current?.focus();
    pressed.current = pressed.current && hasMore;
  }, [hasMore]);
  return (
    <div className="load-more">
      <p role="status" ref={told} tabIndex={-1}>
        {shown.toLocaleString('pt-BR')} de {total.toLocaleString('pt-BR')} {what}
      </p>
      {hasMore && (
        <Button
          busy={loading}
          onClick={() => {
            pressed.current = true;
            onLoadMore();
          }}
        >
          Carregar mais
        </Button>
      )}
    </div>
  );
}
