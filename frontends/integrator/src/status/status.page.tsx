import {
  type AnnouncedMaintenance,
  formatDateTime,
  type PartState,
  PORTAL_PART_LABELS,
  type PortalStatus,
  spanWords,
  type Tone,
} from '@portal/domain';
import {
  Breadcrumb,
  Button,
  type Column,
  DataTable,
  type IconName,
  Message,
  PageTitle,
  Skeleton,
  Tag,
} from '@portal/ui';
import { useCallback, useEffect, useState } from 'react';

const STATES: Record<PartState, { label: string; tone: Tone; icon: IconName }> = {
  WORKING: { label: 'Funciona', tone: 'green', icon: 'success' },
  MAINTENANCE: { label: 'Em manutenção', tone: 'blue', icon: 'info' },
  DISTURBED: { label: 'Com problema', tone: 'yellow', icon: 'warning' },
  DOWN: { label: 'Não funciona', tone: 'red', icon: 'danger' },
  NOT_USED: { label: 'Não em uso', tone: 'grey', icon: 'info' },
};

const TITLES: Record<PortalStatus['state'], string> = {
  WORKING: 'Tudo funciona',
  MAINTENANCE: 'Uma parte do Portal está em manutenção',
  DISTURBED: 'Uma parte do Portal tem problema',
  DOWN: 'Uma parte do Portal não funciona',
};

const TONES = { WORKING: 'success', MAINTENANCE: 'info', DISTURBED: 'warning', DOWN: 'danger' } as const;

const COLUMNS: Column<PortalStatus['parts'][number]>[] = [
  { id: 'name', header: 'Parte', rowHeader: true, cell: ({ name }) => name },
  {
    id: 'state',
    header: 'Agora',
    cell: ({ state }) => (
      <Tag tone={STATES[state].tone} icon={STATES[state].icon}>
        {STATES[state].label}
      </Tag>
    ),
  },
  { id: 'text', header: 'O que isso quer dizer', cell: ({ text }) => text },
];

const MAINTENANCE_COLUMNS: Column<AnnouncedMaintenance>[] = [
  { id: 'span', header: 'Quando', rowHeader: true, cell: spanWords },
  { id: 'parts', header: 'Partes', cell: ({ parts }) => parts.map((part) => PORTAL_PART_LABELS[part]).join('; ') },
  { id: 'text', header: 'O que isso quer dizer', cell: ({ text }) => text },
];

/** /situacao: whether the portal's parts work, for everybody, and while some of them do not. */
export function Component() {
  const [status, setStatus] = useState<PortalStatus>();
  const [reading, setReading] = useState(true);
  const [failed, setFailed] = useState(false);
  const read = useCallback(async () => {
    setReading(true);
    const answer = await fetch('/situacao.json').catch(() => undefined);
    const told = answer?.ok ? ((await answer.json().catch(() => undefined)) as PortalStatus | undefined) : undefined;
    if (told) setStatus(told);
    setFailed(!told);
    setReading(false);
  }, []);
  useEffect(() => void read(), [read]);
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Situação do Portal' }]} />
      <PageTitle
        aside={
          <Button icon="rotateRight" busy={reading} onClick={() => void read()}>
            Ver de novo
          </Button>
        }
      >
        Situação do Portal
      </PageTitle>
      <div role="status">
        {failed && (
          <Message tone="danger" role="none" title="O Portal não disse como está">
            <p>Verifique a sua conexão. Se ela funciona, o Portal não está respondendo: tente em alguns minutos.</p>
          </Message>
        )}
        {status && !failed && (
          <Message tone={TONES[status.state]} role="none" title={TITLES[status.state]}>
            <p>Visto em {formatDateTime(status.checkedAt)}.</p>
          </Message>
        )}
      </div>
      {status && !failed && (
        <>
          <DataTable caption="Partes do Portal" columns={COLUMNS} rows={status.parts} rowKey={({ part }) => part} />
          {status.maintenance.length > 0 && (
            <DataTable
              caption="Manutenções anunciadas"
              columns={MAINTENANCE_COLUMNS}
              rows={status.maintenance}
              rowKey={({ startsAt, text }) => `${startsAt} ${text}`}
            />
          )}
        </>
      )}
      {!status && !failed && <Skeleton lines={6} />}
      <p>
        Programas leem o mesmo em <a href="/situacao.json">/situacao.json</a>, de graça e sem token.
      </p>
    </>
  );
}
