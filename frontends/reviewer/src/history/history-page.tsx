import { usePages } from '@portal/console';
import { saveCsv } from '@portal/console/csv';
import { ACCESS_REQUEST_STATE_LABELS, formatNumber } from '@portal/domain';
import { Button, EmptyState, PageTitle, Select, useNotify } from '@portal/ui';
import { useState } from 'react';
import { useClient } from 'urql';
import type { ReviewHistoryQuery as Answer } from '../gql/graphql.ts';
import { PagedTable } from '../paged-table.tsx';
import { QueueFilters } from '../queue/queue-filters.tsx';
import { useAddressFilter } from '../queue/use-address-filter.ts';
import { exportHistory } from './export-history.ts';
import { HISTORY_COLUMNS } from './history-columns.tsx';
import { ReviewHistoryQuery } from './history-documents.ts';
import {
  type HistoryFilter,
  historyFilterOf,
  historyParams,
  OUTCOMES,
  type Outcome,
  toHistoryGraphFilter,
} from './history-filter.ts';

const OUTCOME_OPTIONS = (Object.keys(OUTCOMES) as Outcome[]).map((outcome) => ({
  value: outcome,
  label: ACCESS_REQUEST_STATE_LABELS[OUTCOMES[outcome]].label,
}));

/** Histórico: what was decided, to be found again and taken along. */
export function HistoryPage() {
  const { filter, change } = useAddressFilter(historyFilterOf, historyParams);
  return (
    <>
      <PageTitle>Histórico</PageTitle>
      <QueueFilters filter={filter} onChange={change} />
      <div className="history-tools">
        <Select
          label="Resultado"
          placeholder="Todos"
          options={OUTCOME_OPTIONS}
          value={filter.outcome ?? ''}
          onChange={(event) =>
            change({ outcome: OUTCOME_OPTIONS.find(({ value }) => value === event.target.value)?.value })
          }
        />
        <ExportButton filter={filter} />
      </div>
      <HistoryList filter={filter} />
    </>
  );
}

const pageOf = ({ reviewHistory }: Answer) => reviewHistory;

function HistoryList({ filter }: { filter: HistoryFilter }) {
  const pages = usePages({
    query: ReviewHistoryQuery,
    variables: { filter: toHistoryGraphFilter(filter), first: 20 },
    pageOf,
  });
  return (
    <PagedTable
      pages={pages}
      caption="Solicitações decididas, da mais nova à mais antiga"
      columns={HISTORY_COLUMNS}
      empty={<EmptyState title="Nenhuma solicitação decidida com estes filtros" />}
    />
  );
}

const EXPORT = 'history-export';

function ExportButton({ filter }: { filter: HistoryFilter }) {
  const client = useClient();
  const { notify, dismiss } = useNotify();
  const [read, setRead] = useState<number>();

  async function run() {
    setRead(0);
    dismiss(EXPORT);
    try {
      saveCsv('historico.csv', await exportHistory(client, filter, setRead));
    } catch {
      notify({ about: EXPORT, tone: 'danger', text: 'Não foi possível exportar o histórico. Tente de novo.' });
    } finally {
      setRead(undefined);
    }
  }
  return (
    <div className="history-export">
      <Button icon="download" busy={read !== undefined} onClick={run}>
        Exportar CSV
      </Button>
      <span role="status">{read ? `${formatNumber(read)} solicitações lidas` : ''}</span>
    </div>
  );
}
