import { type Pages, QueryView } from '@portal/console';
import { type Column, DataTable, LoadMore } from '@portal/ui';
import type { ReactNode } from 'react';

interface PagedTableProps<Row> {
  pages: Pages<Row>;
  /** What it holds, and in which order. */
  caption: string;
  columns: readonly Column<Row>[];
  /** What is there where nothing is. */
  empty: ReactNode;
}

/** Requests of a list that is read page by page, as a table. */
export function PagedTable<Row extends { id: string }>({ pages, caption, columns, empty }: PagedTableProps<Row>) {
  return (
    <QueryView of={pages} empty={empty}>
      {(rows) => (
        <>
          <div className="queue-table">
            <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ id }) => id} />
          </div>
          <LoadMore
            shown={rows.length}
            total={pages.total}
            what="solicitações"
            hasMore={pages.hasMore}
            loading={pages.reading}
            onLoadMore={pages.readMore}
          />
        </>
      )}
    </QueryView>
  );
}
