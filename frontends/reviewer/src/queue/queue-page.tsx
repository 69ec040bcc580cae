import { QueryView } from '@portal/console';
import { formatNumber } from '@portal/domain';
import { Button, EmptyState, LoadMore, PageTitle, Tabs } from '@portal/ui';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useClaim } from '../review/use-claim.ts';
import type { QueueRow } from './arrivals.ts';
import { type QueueFilter, type QueueTab, queueFilterOf, queueParams, withQueue } from './queue-filter.ts';
import { QueueFilters } from './queue-filters.tsx';
import { linkIdOf, QueueTable } from './queue-table.tsx';
import { type Queue, useQueue } from './use-queue.ts';

const TABS: { id: QueueTab; label: string }[] = [
  { id: 'todas', label: 'Todas' },
  { id: 'minhas', label: 'Minhas' },
  { id: 'sem-responsavel', label: 'Sem responsável' },
];

/** Fila: what waits for an analysis, by deadline. */
export function QueuePage({ viewerId }: { viewerId: string }) {
  const [params, setParams] = useSearchParams();
  const filter = queueFilterOf(params);
  const queue = useQueue(filter, viewerId);
  const change = (part: Partial<QueueFilter>) => {
    // As the address has it now: of two changes in a row the second may come before the page shows the first.
    const present = queueFilterOf(new URLSearchParams(location.search));
    setParams(queueParams({ ...present, ...part }), { replace: true });
  };
  return (
    <>
      <PageTitle>Fila de análise</PageTitle>
      <QueueFilters filter={filter} onChange={change} />
      <Tabs label="De quem" tabs={TABS} selected={filter.tab} onSelect={(tab) => change({ tab })}>
        <News queue={queue} />
        <QueueList {...{ queue, filter, viewerId }} />
      </Tabs>
    </>
  );
}

/** New requests are told, and come in when one asks for them: no row moves under the cursor. */
function News({ queue }: { queue: Queue }) {
  const count = queue.state?.waiting.size ?? 0;
  return (
    <div className="queue-news" role="status">
      {count > 0 && (
        <Button icon="bell" size="small" busy={queue.reading} onClick={queue.refresh}>
          {count === 1 ? '1 nova solicitação: atualizar' : `${formatNumber(count)} novas solicitações: atualizar`}
        </Button>
      )}
    </div>
  );
}

function QueueList({ queue, filter, viewerId }: { queue: Queue; filter: QueueFilter; viewerId: string }) {
  const { state, reading } = queue;
  const navigate = useNavigate();
  const { claim, release } = useClaim();
  const [busy, setBusy] = useState<string>();

  async function act(row: QueueRow, what: typeof claim, then?: () => void) {
    setBusy(row.id);
    const outcome = await what(row);
    setBusy(undefined);
    if (outcome.row) queue.changed(outcome.row);
    if (outcome.done && then) return then();
    // The button that was pressed may be gone; the row is still there.
    document.getElementById(linkIdOf(row))?.focus();
  }
  return (
    <QueryView of={queue} empty={<Nothing filter={filter} />}>
      {(rows) => (
        <>
          <QueueTable
            rows={rows}
            filter={filter}
            viewerId={viewerId}
            busy={busy}
            onClaim={(row) => act(row, claim, () => navigate(withQueue(`/solicitacoes/${row.id}`, filter)))}
            onRelease={(row) => act(row, release)}
          />
          <LoadMore
            shown={rows.length}
            total={Math.max(state?.total ?? 0, rows.length)}
            what="solicitações"
            hasMore={state?.next != null}
            loading={reading}
            onLoadMore={queue.readMore}
          />
        </>
      )}
    </QueryView>
  );
}

function Nothing({ filter }: { filter: QueueFilter }) {
  if (filter.environment || filter.portfolio || filter.text) {
    return (
      <EmptyState title="Nenhuma solicitação com estes filtros">Mude ou limpe os filtros para ver outras.</EmptyState>
    );
  }
  if (filter.tab === 'minhas') {
    return (
      <EmptyState title="Nenhuma solicitação está com você">Assuma uma solicitação na aba Sem responsável.</EmptyState>
    );
  }
  return <EmptyState title="Nada na fila">As novas solicitações são anunciadas aqui quando chegam.</EmptyState>;
}
