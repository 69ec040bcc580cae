import { QueryView } from '@portal/console';
import { ACCESS_REQUEST_STATE_LABELS, formatNumber } from '@portal/domain';
import { Button, EmptyState, LoadMore, PageTitle, Select, useNotify } from '@portal/ui';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useClient } from 'urql';
import type { ReviewHistoryQuery as Answer } from '../gql/graphql.ts';
import { QueueFilters } from '../queue/queue-filters.tsx';
import { usePages } from '../use-pages.ts';
import { exportHistory, saveFile } from './export-history.ts';
import { ReviewHistoryQuery } from './history-documents.ts';
import {
  type HistoryFilter,
  historyFilterOf,
  historyParams,
  OUTCOMES,
  type Outcome,
  toHistoryGraphFilter,
} from './history-filter.ts';
import { HistoryTable } from './history-table.tsx';

const OUTCOME_OPTIONS = (Object.keys(OUTCOMES) as Outcome[]).map((outcome) => ({
  value: outcome,
  label: ACCESS_REQUEST_STATE_LABELS[OUTCOMES[outcome]].label,
}));

/** Histórico: what was decided, to be found again and taken along. */
export function HistoryPage() {
  const [params, setParams] = useSearchParams();
  const filter = historyFilterOf(params);
  const change = (part: HistoryFilter) => {
    // As the address has it now: of two changes in a row the second may come before the page shows the first.
    const present = historyFilterOf(new URLSearchParams(location.search));
    setParams(historyParams({ ...present, ...part }), { replace: true });
  };
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
    <QueryView of={pages} empty={<EmptyState title="Nenhuma solicitação decidida com estes filtros" />}>
      {(rows) => (
        <>
          <HistoryTable rows={rows} />
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

const EXPORT = 'history-export';

function ExportButton({ filter }: { filter: HistoryFilter }) {
  const client = useClient();
  const { notify, dismiss } = useNotify();
  const [read, setRead] = useState<number>();

  async function run() {
    setRead(0);
    dismiss(EXPORT);
    try {
      saveFile('historico.csv', await exportHistory(client, filter, setRead));
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
