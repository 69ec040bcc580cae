import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

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

/** A table; below 600 px each row is a card with its headers beside the values. */
export function DataTable<Row>({ caption, columns, rows, rowKey, rowClassName }: DataTableProps<Row>) {
  return (
    <div className="br-table">
      <table {...tableRole} className="data-table">
        <caption className="visually-hidden">{caption}</caption>
        <thead {...groupRole}>
          <tr {...rowRole}>
            {columns.map((column) => (
              <th key={column.id} {...columnHeaderRole} scope="col" className={column.align && 'align-end'}>
                <span className={column.hideHeader ? 'visually-hidden' : undefined}>{column.header}</span>
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
  );
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
