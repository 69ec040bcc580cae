import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export interface Column<Row> {
  /** Unique within the table. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Names the row: a th scope=row in the table, the card's title below 600 px. One column has it. */
  rowHeader?: boolean;
  /** Numbers stand at the right. */
  align?: 'end';
  /** The header is read aloud but not shown, as over buttons. */
  hideHeader?: boolean;
  /** The header is a button that orders the rows by this column. */
  sort?: ColumnSort;
}

/** How the rows are ordered by a column now, and what changes it. */
export interface ColumnSort {
  now: 'ascending' | 'descending' | 'none';
  onSort: () => void;
}

export interface DataTableProps<Row> {
  /** What the table holds, for assistive technology. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Marks a row: new, late. */
  rowClassName?: (row: Row) => string | undefined;
}

// Said in so many words, because display:block (the cards) takes a table's meaning away in some browsers.
const tableRole = { role: 'table' };
const groupRole = { role: 'rowgroup' };
const rowRole = { role: 'row' };
const columnHeaderRole = { role: 'columnheader' };

/** So many columns fit a tablet held upright; a table with more is cards there as well. */
const FEW_COLUMNS = 3;

/**
 * A table; where there is no room for it each row is a card with its headers over the values. Should it still be wider than
 * its place, it says so and scrolls, by keyboard too.
 */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowClassName }: DataTableProps<Row>) {
  const { box, cut } = useCut();
  return (
    <div className="br-table">
      <div
        ref={box}
        className={classNames('table-box', cut && 'is-cut')}
        {...(cut && { role: 'region', 'aria-label': caption, tabIndex: 0 })}
      >
        <table {...tableRole} className={classNames('data-table', columns.length > FEW_COLUMNS && 'many-columns')}>
          <caption className="visually-hidden">{caption}</caption>
          <thead {...groupRole}>
            <tr {...rowRole}>
              {columns.map((column) => (
                <th
                  key={column.id}
                  {...columnHeaderRole}
                  scope="col"
                  aria-sort={column.sort?.now}
                  className={column.align && 'align-end'}
                >
                  <Header column={column} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody {...groupRole}>
            {rows.map((row) => (
              <tr key={rowKey(row)} {...rowRole} className={rowClassName?.(row)}>
                {columns.map((column) => (
                  <Cell key={column.id} column={column} row={row} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {cut && <p className="table-cue">Há mais colunas: role a tabela para o lado.</p>}
    </div>
  );
}

function Header<Row>({ column: { header, hideHeader, sort } }: { column: Column<Row> }) {
  if (!sort) return <span className={hideHeader ? 'visually-hidden' : undefined}>{header}</span>;
  return (
    <button type="button" className="column-sort" onClick={sort.onSort}>
      {header}
      <Icon name={SORT_ICONS[sort.now]} />
    </button>
  );
}

const SORT_ICONS = { ascending: 'up', descending: 'down', none: 'sort' } as const;

/** Whether what is in the box is wider than it. */
function useCut() {
  const box = useRef<HTMLDivElement>(null);
  const [cut, setCut] = useState(false);
  useEffect(() => {
    const element = box.current;
    const table = element?.querySelector('table');
    if (!element || !table) return;
    const look = () => setCut(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    observer.observe(table);
    return () => observer.disconnect();
  }, []);
  return { box, cut };
}

function Cell<Row>({ column, row }: { column: Column<Row>; row: Row }) {
  const Element = column.rowHeader ? 'th' : 'td';
  return (
    <Element
      role={column.rowHeader ? 'rowheader' : 'cell'}
      scope={column.rowHeader ? 'row' : undefined}
      data-label={column.hideHeader || column.rowHeader ? undefined : column.header}
      className={classNames(column.align && 'align-end')}
    >
      {column.cell(row)}
    </Element>
  );
}
