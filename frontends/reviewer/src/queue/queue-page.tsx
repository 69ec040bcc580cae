import { QueryView, useViewer } from '@portal/console';
import { formatNumber } from '@portal/domain';
import { Button, EmptyState, LoadMore, PageTitle, Tabs } from '@portal/ui';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { useClaim } from '../review/use-claim.ts';
import { usePreference } from '../use-preference.ts';
import type { QueueRow } from './arrivals.ts';
import { ColumnChooser } from './column-chooser.tsx';
import { ManyBar } from './many/many-bar.tsx';
import { useMany } from './many/use-many.ts';
import { MoreFilters } from './more-filters.tsx';
import { columnsKept, type QueueColumn } from './queue-columns.ts';
import { type QueueFilter, type QueueTab, queueFilterOf, queueParams, withQueue } from './queue-filter.ts';
import { QueueFilters } from './queue-filters.tsx';
import { forgetPlace, leaveQueue, returnToQueue } from './queue-place.ts';
import { linkIdOf, QueueTable } from './queue-table.tsx';
import { SavedViews } from './saved-views.tsx';
import { useAddressFilter } from './use-address-filter.ts';
import { type Queue, useQueue } from './use-queue.ts';
import { useQueueCounts } from './use-queue-counts.ts';

const TABS: { id: QueueTab; label: string }[] = [
  { id: 'todas', label: 'Todas' },
  { id: 'minhas', label: 'Minhas' },
  { id: 'sem-responsavel', label: 'Sem responsável' },
];

/** Fila: what waits for an analysis, by deadline unless asked otherwise. */
export function QueuePage({ viewerId }: { viewerId: string }) {
  const { filter, apply, change } = useAddressFilter(queueFilterOf, queueParams);
  const [columns, choose] = usePreference('fila.colunas', columnsKept);
  const queue = useQueue(filter, viewerId, columns.includes('files'));
  const counts = useQueueCounts(filter);
  const [choosing, setChoosing] = useState(false);
  return (
    <div className="queue">
      <div className="queue-head">
        <PageTitle>Fila de análise</PageTitle>
        <News queue={queue} />
        <div className="queue-tools">
          <MoreFilters filter={filter} onChange={change} />
          <SavedViews filter={filter} onApply={apply} />
          <ColumnChooser chosen={columns} onChoose={choose} />
          <ChooseMany on={choosing} onSwitch={setChoosing} />
        </div>
      </div>
      <QueueFilters filter={filter} onChange={change} />
      <Tabs
        label="De quem"
        tabs={TABS.map((tab) => ({ ...tab, count: counts[tab.id] ?? null }))}
        selected={filter.tab}
        onSelect={(tab) => change({ tab })}
      >
        <QueueList
          {...{ queue, filter, viewerId, columns, choosing }}
          onLeaveMany={() => setChoosing(false)}
          onOrder={(order) => change({ order })}
        />
      </Tabs>
    </div>
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

/** Whether rows are chosen to be moved together, for who may do that. */
function ChooseMany({ on, onSwitch }: { on: boolean; onSwitch: (on: boolean) => void }) {
  const permissions = useViewer()?.permissions ?? [];
  const word = permissions.includes('MOVE_CLAIMS') ? 'Mover várias' : 'Assumir várias';
  if (!permissions.includes('MOVE_CLAIMS') && !permissions.includes('CLAIM')) return null;
  return (
    <Button variant="tertiary" icon="checklist" aria-pressed={on} onClick={() => onSwitch(!on)}>
      {word}
    </Button>
  );
}

interface QueueListProps {
  queue: Queue;
  filter: QueueFilter;
  viewerId: string;
  columns: readonly QueueColumn[];
  choosing: boolean;
  onLeaveMany: () => void;
  onOrder: (order: NonNullable<QueueFilter['order']>) => void;
}

function QueueList({ queue, filter, viewerId, columns, choosing, onLeaveMany, onOrder }: QueueListProps) {
  const { state, reading } = queue;
  const navigate = useNavigate();
  const { claim, release } = useClaim();
  const [busy, setBusy] = useState<string>();
  const many = useMany(queue);
  useReturn(queue, filter);

  async function act(row: QueueRow, what: typeof claim, then?: () => void) {
    setBusy(row.id);
    const outcome = await what(row);
    setBusy(undefined);
    if (outcome.row) queue.changed(outcome.row);
    if (outcome.done && then) return then();
    // The button that was pressed may be gone; the row is still there.
    document.getElementById(linkIdOf(row))?.focus();
  }
  const leave = (row: QueueRow) => leaveQueue(filter, row.id, state?.rows.length ?? 0);
  return (
    <QueryView of={queue} empty={<Nothing filter={filter} />}>
      {(rows) => (
        <>
          <QueueTable
            {...{ rows, columns, filter, viewerId, busy, onOrder }}
            many={choosing ? many : undefined}
            onOpen={leave}
            onClaim={(row) =>
              act(row, claim, () => {
                leave(row);
                navigate(withQueue(`/solicitacoes/${row.id}`, filter));
              })
            }
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
          {choosing && (
            <ManyBar
              many={many}
              onLeave={() => {
                many.clear();
                onLeaveMany();
              }}
            />
          )}
        </>
      )}
    </QueryView>
  );
}

/** Who comes back from a request finds its row under their hand, if it is still there. */
function useReturn({ state }: Queue, filter: QueueFilter) {
  const there = state !== undefined;
  const place = returnToQueue(filter);
  useEffect(() => {
    if (!there || !place) return;
    forgetPlace();
    const link = document.getElementById(linkIdOf(place));
    link?.scrollIntoView({ block: 'center' });
    link?.focus({ preventScroll: true });
  }, [there, place]);
}

function Nothing({ filter }: { filter: QueueFilter }) {
  const { tab: _tab, order: _order, ...narrowed } = filter;
  if (Object.keys(narrowed).length > 0) {
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
