import { ENVIRONMENT_LABELS } from '@portal/domain';
import { Button, type Column, DataTable, StateTag, Tag } from '@portal/ui';
import { Link } from 'react-router';
import type { QueueRow } from './arrivals.ts';
import { type QueueFilter, withQueue } from './queue-filter.ts';
import { TimeLeft } from './time-left.tsx';

interface QueueTableProps {
  rows: readonly QueueRow[];
  filter: QueueFilter;
  viewerId: string;
  /** The request that is being claimed or released. */
  busy: string | undefined;
  onClaim: (row: QueueRow) => void;
  onRelease: (row: QueueRow) => void;
}

/** The id of the link of a row, where the focus goes when the row's button went. */
export function linkIdOf({ id }: Pick<QueueRow, 'id'>): string {
  return `fila-${id}`;
}

/** The queue, the nearest deadline first. */
export function QueueTable({ rows, filter, viewerId, busy, onClaim, onRelease }: QueueTableProps) {
  const columns: Column<QueueRow>[] = [
    { id: 'protocol', header: 'Protocolo', rowHeader: true, cell: (row) => <Protocol row={row} filter={filter} /> },
    { id: 'establishment', header: 'Estabelecimento', cell: (row) => <Establishment row={row} /> },
    { id: 'portfolio', header: 'Portfólio', cell: ({ portfolio }) => portfolio.name },
    { id: 'environment', header: 'Ambiente', cell: ({ environment }) => ENVIRONMENT_LABELS[environment] },
    { id: 'due', header: 'Prazo', cell: (row) => <Due row={row} /> },
    { id: 'reviewer', header: 'Responsável', cell: (row) => <Holder row={row} viewerId={viewerId} /> },
    {
      id: 'actions',
      header: 'Ações',
      hideHeader: true,
      cell: (row) => (
        <>
          {row.allowedActions.includes('CLAIM') && (
            <Button variant="primary" size="small" icon="claim" busy={busy === row.id} onClick={() => onClaim(row)}>
              Assumir<span className="visually-hidden"> a solicitação {row.protocol}</span>
            </Button>
          )}
          {row.allowedActions.includes('RELEASE') && (
            <Button size="small" busy={busy === row.id} onClick={() => onRelease(row)}>
              Devolver à fila<span className="visually-hidden"> a solicitação {row.protocol}</span>
            </Button>
          )}
        </>
      ),
    },
  ];
  return <DataTable caption="Fila de análise, por prazo" columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Protocol({ row, filter }: { row: QueueRow; filter: QueueFilter }) {
  return (
    <>
      <Link id={linkIdOf(row)} to={withQueue(`/solicitacoes/${row.id}`, filter)}>
        {row.protocol}
      </Link>
      {row.submissions > 1 && <Tag icon="rotateRight">{`Reenviada (${row.submissions}ª vez)`}</Tag>}
      {row.approvals.length > 0 && row.state === 'SUBMITTED' && (
        <Tag tone="yellow" icon="success">
          aguarda 2ª aprovação
        </Tag>
      )}
    </>
  );
}

function Establishment({ row: { establishment, system } }: { row: QueueRow }) {
  return (
    <>
      {establishment ? `${establishment.name} (${establishment.uf})` : 'Ministério da Saúde'}
      {system?.name && <span className="queue-system">{system.name}</span>}
    </>
  );
}

/** The time left while it stands in the queue; afterwards what became of it, until the list is read again. */
function Due({ row }: { row: QueueRow }) {
  const waiting = row.state === 'SUBMITTED' || row.state === 'IN_REVIEW';
  return waiting ? <TimeLeft dueAt={row.dueAt} /> : <StateTag state={row.state} />;
}

function Holder({ row: { reviewer, previousReviewer }, viewerId }: { row: QueueRow; viewerId: string }) {
  const before = previousReviewer && previousReviewer.id !== reviewer?.id ? previousReviewer : undefined;
  return (
    <>
      {reviewer ? (reviewer.personId === viewerId ? 'Você' : reviewer.name) : 'Sem responsável'}
      {before && <span className="queue-before">{`Antes: ${before.id === viewerId ? 'você' : before.name}`}</span>}
    </>
  );
}
