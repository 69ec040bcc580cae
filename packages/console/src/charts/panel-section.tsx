import './charts.css';
import { Button, type Column, DataTable, Disclosure } from '@portal/ui';
import { saveCsv, toCsv } from '../csv/index.ts';
import { Chart, type ChartProps } from './chart.tsx';
import { cellWord, type PanelColumn, type PanelRow, toSheet } from './panel-words.ts';

interface PanelSectionProps {
  title: string;
  /** What the file is called. */
  file: string;
  /** None where a table says it better. */
  chart?: ChartProps;
  /** The first names the row. */
  columns: readonly PanelColumn[];
  rows: readonly PanelRow[];
}

/** A chart, the table of the same, and the same to take along. */
export function PanelSection({ title, file, chart, columns, rows }: PanelSectionProps) {
  const shown: Column<PanelRow>[] = columns.map((column, index) => ({
    id: column.header,
    header: column.header,
    rowHeader: index === 0,
    align: index === 0 ? undefined : 'end',
    cell: ({ cells }) => cellWord(cells[index] ?? null, column),
  }));
  const table = <DataTable caption={title} columns={shown} rows={rows} rowKey={({ key }) => key} />;
  const save = () => saveCsv(file, toCsv(...toSheet(columns, rows)));
  return (
    <section className="panel-section" aria-label={title}>
      <div className="panel-section-head">
        <h2>{title}</h2>
        <Button size="small" variant="tertiary" icon="download" onClick={save}>
          Exportar CSV<span className="visually-hidden">: {title}</span>
        </Button>
      </div>
      {rows.length === 0 || (chart && !isDrawn(chart)) ? <p>Sem dados no período.</p> : chart && <Chart {...chart} />}
      {rows.length > 0 && (chart ? <Disclosure summary="Ver em tabela">{table}</Disclosure> : table)}
    </section>
  );
}

/** Whether there is anything but empty axes to draw. */
function isDrawn({ series }: ChartProps): boolean {
  return series.some(({ values }) => values.some(Boolean));
}
