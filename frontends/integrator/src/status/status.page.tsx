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
  type MessageTone,
  PageTitle,
  Skeleton,
  Tag,
} from '@portal/ui';
import { useCallback, useEffect, useState } from 'react';

const STATES: Readonly<Record<PartState, { label: string; tone: Tone; icon: IconName }>> = {
  WORKING: { label: 'Funciona', tone: 'green', icon: 'success' },
  MAINTENANCE: { label: 'Em manutenção', tone: 'blue', icon: 'info' },
  DISTURBED: { label: 'Com problema', tone: 'yellow', icon: 'warning' },
  DOWN: { label: 'Não funciona', tone: 'red', icon: 'danger' },
  NOT_USED: { label: 'Não em uso', tone: 'grey', icon: 'info' },
};

const TITLES: Readonly<Record<PortalStatus['state'], { title: string; tone: MessageTone }>> = {
  WORKING: { title: 'Tudo funciona', tone: 'success' },
  MAINTENANCE: { title: 'Uma parte do Portal está em manutenção', tone: 'info' },
  DISTURBED: { title: 'Uma parte do Portal tem problema', tone: 'warning' },
  DOWN: { title: 'Uma parte do Portal não funciona', tone: 'danger' },
};

/** While a new version is put in place a page may be answered by a gateway of another: a state may be one that it does not know. */
function known<Words>(words: Readonly<Record<string, Words>>, state: string, otherwise: NoInfer<Words>): Words {
  return Object.hasOwn(words, state) ? (words[state] ?? otherwise) : otherwise;
}

const stateOf = (state: string) => known(STATES, state, { label: 'Veja ao lado', tone: 'grey', icon: 'info' });
const titleOf = (state: string) => known(TITLES, state, { title: 'Veja cada parte do Portal', tone: 'info' });

const COLUMNS: Column<PortalStatus['parts'][number]>[] = [
  { id: 'name', header: 'Parte', rowHeader: true, cell: ({ name }) => name },
  {
    id: 'state',
    header: 'Agora',
    cell: ({ state }) => {
      const { label, tone, icon } = stateOf(state);
      return (
        <Tag tone={tone} icon={icon}>
          {label}
        </Tag>
      );
    },
  },
  { id: 'text', header: 'O que isso quer dizer', cell: ({ text }) => text },
];

const MAINTENANCE_COLUMNS: Column<AnnouncedMaintenance>[] = [
  { id: 'span', header: 'Quando', rowHeader: true, cell: spanWords },
  {
    id: 'parts',
    header: 'Partes',
    cell: ({ parts }) => parts.map((part) => known(PORTAL_PART_LABELS, part, part)).join('; '),
  },
  { id: 'text', header: 'O que isso quer dizer', cell: ({ text }) => text },
];

/** A gateway of the version before tells of no maintenance. */
type ToldStatus = Omit<PortalStatus, 'maintenance'> & Partial<Pick<PortalStatus, 'maintenance'>>;

/** /situacao: whether the portal's parts work, for everybody, and while some of them do not. */
export function Component() {
  const [status, setStatus] = useState<ToldStatus>();
  const [reading, setReading] = useState(true);
  const [failed, setFailed] = useState(false);
  const read = useCallback(async () => {
    setReading(true);
    const answer = await fetch('/situacao.json').catch(() => undefined);
    const told = answer?.ok ? ((await answer.json().catch(() => undefined)) as ToldStatus | undefined) : undefined;
    if (told) setStatus(told);
    setFailed(!told);
    setReading(false);
  }, []);
  useEffect(() => void read(), [read]);
  const maintenance = status?.maintenance ?? [];
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
          <Message {...titleOf(status.state)} role="none">
            <p>Visto em {formatDateTime(status.checkedAt)}.</p>
          </Message>
        )}
      </div>
      {status && !failed && (
        <>
          <DataTable caption="Partes do Portal" columns={COLUMNS} rows={status.parts} rowKey={({ part }) => part} />
          {maintenance.length > 0 && (
            <DataTable
              caption="Manutenções anunciadas"
              columns={MAINTENANCE_COLUMNS}
              rows={maintenance}
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
