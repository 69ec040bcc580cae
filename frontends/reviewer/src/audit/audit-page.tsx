import { ACT_WORDS, formatDateTime, formatNumber, SUBJECT_WORDS } from '@portal/domain';
import { Breadcrumb, Button, type Column, DataTable, EmptyState, ErrorState, PageTitle, Skeleton } from '@portal/ui';
import { useState } from 'react';
import { useAddressFilter } from '../queue/use-address-filter.ts';
import { type AuditFilter, auditFilterOf, auditParams } from './audit-filter.ts';
import { AuditFilters } from './audit-filters.tsx';
import { type AuditRow, useAuditLog } from './use-audit-log.ts';
import { VerifyPanel } from './verify-panel.tsx';

/** Registro de atos: who did and who read what, and whether all of it is still as it was written. */
export function AuditPage() {
  const { filter: inAddress, change } = useAddressFilter(auditFilterOf, auditParams);
  const [person, setPerson] = useState<string>();
  const asked: AuditFilter = { ...inAddress, person };
  // Every record of all years is more than anybody reads: without a person or a thing it is a month's.
  const filter = asked.month || asked.about || asked.person ? asked : { ...asked, month: thisMonth() };
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Registro de atos' }]} />
      <PageTitle>Registro de atos</PageTitle>
      <p className="lead">
        Quem fez o quê, e quem leu dados de outras pessoas. Nada aqui se apaga, e a sua leitura também fica registrada.
      </p>
      <VerifyPanel log={filter.log ?? 'credentials'} />
      <h2>Registros</h2>
      <AuditFilters filter={filter} onChange={change} onPerson={setPerson} />
      <AuditList filter={filter} />
    </>
  );
}

function thisMonth(): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/Sao_Paulo',
    year: 'numeric',
    month: '2-digit',
  }).format();
}

function AuditList({ filter }: { filter: AuditFilter }) {
  const { rows, next, reading, problem, readMore, readAgain } = useAuditLog(filter);
  const failure = problem && (
    <ErrorState title="O registro não pôde ser lido" onRetry={readAgain} retrying={reading}>
      <p>{problem}</p>
    </ErrorState>
  );
  if (!rows) return failure || <Skeleton lines={8} />;
  if (rows.length === 0) {
    return <EmptyState title="Nenhum registro com estes filtros">Mude o mês, a pessoa ou o tipo.</EmptyState>;
  }
  return (
    <>
      <DataTable
        caption="Registros, do mais novo ao mais antigo"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ id }) => id}
      />
      {failure}
      <div className="load-more">
        <p role="status">
          {formatNumber(rows.length)} {rows.length === 1 ? 'registro' : 'registros'}
          {next ? ' lidos, há mais' : ', todos os que há'}
        </p>
        {next && (
          <Button busy={reading} onClick={readMore}>
            Carregar mais
          </Button>
        )}
      </div>
    </>
  );
}

const COLUMNS: Column<AuditRow>[] = [
  { id: 'at', header: 'Quando', cell: ({ at }) => formatDateTime(at) },
  { id: 'act', header: 'Ato', rowHeader: true, cell: ({ act }) => ACT_WORDS[act] ?? <code>{act}</code> },
  { id: 'actor', header: 'Quem', cell: whoDid },
  {
    id: 'subject',
    header: 'Sobre',
    cell: ({ subject, subjectId }) => (
      <>
        {SUBJECT_WORDS[subject] ?? subject}
        {subject !== 'AUDIT_LOG' && <code className="audit-id">{subjectId}</code>}
      </>
    ),
  },
  { id: 'detail', header: 'Detalhe', cell: ({ detail }) => detailOf(detail) },
  {
    id: 'place',
    header: 'Lugar na cadeia',
    align: 'end',
    cell: ({ place }) => (place === null ? 'entra em instantes' : formatNumber(place)),
  },
];

function whoDid({ actorId, actor }: AuditRow) {
  if (actorId === null) return 'Sistema';
  return actor ?? <code className="audit-id">{actorId}</code>;
}

/** Codes and paths, as they were written. */
function detailOf(detail: Record<string, unknown>) {
  const parts = Object.entries(detail).filter(([, value]) => value !== null);
  if (parts.length === 0) return 'Sem detalhe';
  return (
    <ul className="audit-detail">
      {parts.map(([name, value]) => (
        <li key={name}>
          <code>
            {name}: {typeof value === 'string' ? value : JSON.stringify(value)}
          </code>
        </li>
      ))}
    </ul>
  );
}
