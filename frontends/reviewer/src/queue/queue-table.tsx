import { ENVIRONMENT_LABELS, formatDateTime, isLate, type ReviewQueueOrder, unreadWord } from '@portal/domain';
import { Button, Checkbox, type Column, type ColumnSort, DataTable, Icon, StateTag, Tag } from '@portal/ui';
import { Link } from 'react-router';
import type { QueueRow } from './arrivals.ts';
import { establishmentOf } from './establishment-of.ts';
import type { Many } from './many/use-many.ts';
import { COLUMN_LABELS, QUEUE_COLUMNS, type QueueColumn } from './queue-columns.ts';
import { type QueueFilter, withQueue } from './queue-filter.ts';
import { TimeLeft } from './time-left.tsx';
import { useNow } from './use-now.ts';

interface QueueTableProps {
  rows: readonly QueueRow[];
  columns: readonly QueueColumn[];
  filter: QueueFilter;
  viewerId: string;
  /** The request that is being claimed or released. */
  busy: string | undefined;
  /** While several are chosen at once: there are boxes, and no acts on one. */
  many: Many | undefined;
  onOpen: (row: QueueRow) => void;
  onClaim: (row: QueueRow) => void;
  onRelease: (row: QueueRow) => void;
  onOrder: (order: ReviewQueueOrder) => void;
}

/** The id of the link of a row, where the focus goes when the row's button went. */
export function linkIdOf({ id }: Pick<QueueRow, 'id'>): string {
  return `fila-${id}`;
}

/** The queue, the nearest deadline first unless asked otherwise. */
export function QueueTable(props: QueueTableProps) {
  const { rows, columns, filter, viewerId, busy, many, onOpen, onClaim, onRelease, onOrder } = props;
  const now = useNow();
  const { order = 'DUE_FIRST' } = filter;
  const cells: Record<QueueColumn, Pick<Column<QueueRow>, 'cell' | 'align' | 'sort'>> = {
    establishment: { cell: establishmentOf },
    system: { cell: ({ system }) => system?.name ?? 'Não informado' },
    requester: { cell: ({ requester }) => requester.name },
    portfolio: { cell: ({ portfolio }) => portfolio.name },
    environment: { cell: ({ environment }) => ENVIRONMENT_LABELS[environment] },
    submitted: {
      cell: ({ submittedAt }) => (submittedAt ? formatDateTime(submittedAt) : ''),
      sort: sortOf(order, 'SUBMITTED_FIRST', 'SUBMITTED_LAST', onOrder),
    },
    due: { cell: (row) => <Due row={row} />, sort: sortOf(order, 'DUE_FIRST', 'DUE_LAST', onOrder) },
    reviewer: { cell: (row) => <Holder row={row} viewerId={viewerId} /> },
    warnings: { cell: ({ warnings }) => <Warnings count={warnings.length} /> },
    messages: { cell: ({ unreadMessages = 0 }) => <Unread count={unreadMessages} /> },
    files: { cell: ({ evidence }) => evidence?.length ?? '', align: 'end' },
  };
  const shown: Column<QueueRow>[] = [
    ...(many ? [chooseColumn(many)] : []),
    {
      id: 'protocol',
      header: 'Protocolo',
      rowHeader: true,
      cell: (row) => <Protocol row={row} filter={filter} onOpen={onOpen} />,
    },
    ...QUEUE_COLUMNS.filter((id) => columns.includes(id)).map((id) => ({
      id,
      header: COLUMN_LABELS[id],
      ...cells[id],
    })),
    {
      id: 'actions',
      header: 'Ações',
      hideHeader: true,
      cell: (row) =>
        !many && (
          <>
            {row.allowedActions.includes('CLAIM') && (
              <Button variant="primary" size="small" icon="claim" busy={busy === row.id} onClick={() => onClaim(row)}>
                Assumir<span className="visually-hidden"> a solicitação {row.protocol}</span>
              </Button>
            )}
            {row.allowedActions.includes('RELEASE') && (
              <Button size="small" busy={busy === row.id} onClick={() => onRelease(row)}>
                Devolver<span className="visually-hidden"> à fila a solicitação {row.protocol}</span>
              </Button>
            )}
          </>
        ),
    },
  ];
  return (
    <div className="queue-table">
      <DataTable
        caption="Fila de análise"
        columns={shown}
        rows={rows}
        rowKey={({ id }) => id}
        rowClassName={(row) => (waits(row) && row.dueAt && isLate(row.dueAt, now) ? 'is-late' : undefined)}
      />
    </div>
  );
}

/** A box for each row that something can be done with. */
function chooseColumn({ isChosen, toggle, full, busy }: Many): Column<QueueRow> {
  return {
    id: 'choose',
    header: 'Escolher',
    hideHeader: true,
    cell: (row) =>
      row.allowedActions.some((act) => act === 'CLAIM' || act === 'HAND_OVER') && (
        <Checkbox
          label={<span className="visually-hidden">Escolher a solicitação {row.protocol}</span>}
          checked={isChosen(row)}
          disabled={busy || (full && !isChosen(row))}
          onChange={() => toggle(row)}
        />
      ),
  };
}

/** A column that orders the queue: a press takes the other direction, or its first one. */
function sortOf(
  order: ReviewQueueOrder,
  ascending: ReviewQueueOrder,
  descending: ReviewQueueOrder,
  onOrder: (order: ReviewQueueOrder) => void,
): ColumnSort {
  return {
    now: order === ascending ? 'ascending' : order === descending ? 'descending' : 'none',
    onSort: () => onOrder(order === ascending ? descending : ascending),
  };
}

interface ProtocolProps {
  row: QueueRow;
  filter: QueueFilter;
  onOpen: (row: QueueRow) => void;
}

function Protocol({ row, filter, onOpen }: ProtocolProps) {
  return (
    <>
      <Link id={linkIdOf(row)} to={withQueue(`/solicitacoes/${row.id}`, filter)} onClick={() => onOpen(row)}>
        {row.protocol}
      </Link>
      {row.replaces && <Tag icon="edit">Alteração</Tag>}
      {row.submissions > 1 && <Tag icon="rotateRight">{`${row.submissions}ª vez`}</Tag>}
      {row.ruleDecision?.outcome === 'DRAWN' && <Tag icon="search">sorteada para análise por pessoa</Tag>}
      {row.approvals.length > 0 && row.state === 'SUBMITTED' && (
        <Tag tone="yellow" icon="success">
          aguarda 2ª aprovação
        </Tag>
      )}
    </>
  );
}

function Warnings({ count }: { count: number }) {
  if (count === 0) return 'Nenhum';
  return (
    <span className="queue-warnings">
      <Icon name="warning" /> {count}
    </span>
  );
}

/** What is new to the viewer. */
function Unread({ count }: { count: number }) {
  if (count === 0) return '';
  return (
    <span className="queue-unread">
      <Icon name="message" /> {unreadWord(count)}
    </span>
  );
}

function waits({ state }: QueueRow): boolean {
  return state === 'SUBMITTED' || state === 'IN_REVIEW';
}

/** The time left while it stands in the queue; afterwards what became of it, until the list is read again. */
function Due({ row }: { row: QueueRow }) {
  return waits(row) ? <TimeLeft dueAt={row.dueAt} /> : <StateTag state={row.state} />;
}

function Holder({ row: { reviewer, previousReviewer }, viewerId }: { row: QueueRow; viewerId: string }) {
  const before = previousReviewer && previousReviewer.id !== reviewer?.id ? previousReviewer : undefined;
  const held = reviewer && (reviewer.personId === viewerId ? 'Você' : reviewer.name);
  return (
    <>
      {held ?? 'Ninguém'}
      {before && <span className="queue-before">{`Antes: ${before.id === viewerId ? 'você' : before.name}`}</span>}
    </>
  );
}
