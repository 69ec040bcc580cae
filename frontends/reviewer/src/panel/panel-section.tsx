import { Button, type Column, DataTable, Disclosure } from '@portal/ui';
import { toCsv } from '../csv.ts';
import { saveFile } from '../save-file.ts';
import { Chart, type ChartProps } from './chart.tsx';

interface PanelSectionProps {
  title: string;
  /** What the file is called. */
  file: string;
  /** None where a table says it better. */
  chart?: ChartProps;
  /** The first column names the row. */
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

type Row = readonly string[];

/** A chart, the table of the same, and the same to take along. */
export function PanelSection({ title, file, chart, headers, rows }: PanelSectionProps) {
  const columns: Column<Row>[] = headers.map((header, index) => ({
    id: header,
    header,
    rowHeader: index === 0,
    align: index === 0 ? undefined : 'end',
    cell: (row) => row[index] ?? '',
  }));
  const table = <DataTable caption={title} columns={columns} rows={rows} rowKey={(row) => row[0] ?? ''} />;
  return (
    <section className="panel-section" aria-label={title}>
      <div className="panel-section-head">
        <h2>{title}</h2>
        <Button size="small" variant="tertiary" icon="download" onClick={() => saveFile(file, toCsv(headers, rows))}>
          Exportar CSV<span className="visually-hidden">: {title}</span>
        </Button>
      </div>
      {rows.length === 0 && <p>Sem dados no período.</p>}
      {rows.length > 0 && chart && <Chart {...chart} />}
      {rows.length > 0 && (chart ? <Disclosure summary="Ver em tabela">{table}</Disclosure> : table)}
    </section>
  );
}
