import { formatNumber, formatTotal, MOST_COUNTED } from '@portal/domain';
import { useEffect, useRef } from 'react';
import { Button } from './button.tsx';

export interface LoadMoreProps {
  /** How many are shown. */
  shown: number;
  /** How many there are: a list's `totalCount`. */
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
        {`${formatNumber(shown)} de ${inAll(shown, total, hasMore)} ${what}`}
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

/** A long list is counted to a thousand alone: whoever has seen more of it knows better. */
function inAll(shown: number, total: number, hasMore: boolean): string {
  if (total <= MOST_COUNTED || shown < MOST_COUNTED) return formatTotal(total);
  return hasMore ? `mais de ${formatNumber(shown)}` : formatNumber(shown);
}
