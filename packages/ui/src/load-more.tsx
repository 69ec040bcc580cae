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
  return (
    <div className="load-more">
      <p role="status">
        {shown.toLocaleString('pt-BR')} de {total.toLocaleString('pt-BR')} {what}
      </p>
      {hasMore && (
        <Button busy={loading} onClick={onLoadMore}>
          Carregar mais
        </Button>
      )}
    </div>
  );
}
