import { QueryView, useRead, useViewer } from '@portal/console';
import { PORTAL_PART_LABELS, spanWords, type Tone, whenOf } from '@portal/domain';
import { Breadcrumb, Button, type Column, DataTable, EmptyState, PageTitle, Tag, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { AnnouncementViewFragment } from '../../gql/graphql.ts';
import { useNow } from '../../queue/use-now.ts';
import { AnnouncementDialog } from './announcement-dialog.tsx';
import { AnnouncementsQuery } from './announcement-documents.ts';
import { EndDialog } from './end-dialog.tsx';

type Announcement = AnnouncementViewFragment;

const WHEN: Record<ReturnType<typeof whenOf>, { label: string; tone: Tone }> = {
  AHEAD: { label: 'Anunciada', tone: 'blue' },
  ON: { label: 'Em curso', tone: 'yellow' },
  OVER: { label: 'Terminou', tone: 'grey' },
};

/** Manutenções: what is announced, from when until when, and what was. */
export function AnnouncementsPage() {
  const read = useRead({
    query: AnnouncementsQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: (data) => data.announcements,
  });
  const now = useNow();
  /** Null for a new one. */
  const [opened, setOpened] = useState<Announcement | null>();
  const [ending, setEnding] = useState<Announcement>();
  const { notify } = useNotify();
  const administers = useViewer()?.permissions.includes('ADMINISTER') === true;
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Manutenções' }]} />
      <PageTitle
        aside={
          administers && (
            <Button variant="primary" icon="add" onClick={() => setOpened(null)}>
              Anunciar manutenção
            </Button>
          )
        }
      >
        Manutenções
      </PageTitle>
      <p className="lead">
        O que é anunciado aparece em até um minuto na página de situação, e no alto dos consoles desde um dia antes.
      </p>
      <QueryView
        of={read}
        empty={
          <EmptyState title="As manutenções aparecem aqui">
            {administers
              ? 'Anuncie uma antes de ela começar.'
              : 'Quem administra o Portal as anuncia antes de começarem.'}
          </EmptyState>
        }
      >
        {(rows) => (
          <DataTable
            caption="Manutenções"
            columns={columnsFor({ now, administers, open: setOpened, end: setEnding })}
            rows={rows}
            rowKey={({ announcementId }) => announcementId}
          />
        )}
      </QueryView>
      {opened !== undefined && <AnnouncementDialog announcement={opened} onClose={() => setOpened(undefined)} />}
      {ending && (
        <EndDialog
          announcement={ending}
          begun={whenOf(ending, now) === 'ON'}
          onClose={() => setEnding(undefined)}
          onEnded={() => {
            setEnding(undefined);
            notify({
              about: 'announcements',
              tone: 'success',
              text: 'Feito. Quem está no Portal vê em até um minuto.',
            });
          }}
        />
      )}
    </>
  );
}

interface Shown {
  now: Date;
  administers: boolean;
  open: (announcement: Announcement) => void;
  end: (announcement: Announcement) => void;
}

function columnsFor({ now, administers, open, end }: Shown): Column<Announcement>[] {
  const columns: Column<Announcement>[] = [
    { id: 'span', header: 'Quando', rowHeader: true, cell: spanWords },
    {
      id: 'when',
      header: 'Situação',
      cell: (announcement) => {
        const { label, tone } = WHEN[whenOf(announcement, now)];
        return <Tag tone={tone}>{label}</Tag>;
      },
    },
    {
      id: 'parts',
      header: 'Partes',
      cell: ({ parts }) => parts.map((part) => PORTAL_PART_LABELS[part]).join('; '),
    },
    { id: 'text', header: 'O que isso quer dizer', cell: ({ text }) => text },
  ];
  if (!administers) return columns;
  return [
    ...columns,
    {
      id: 'acts',
      header: 'Ações',
      hideHeader: true,
      cell: (announcement) => {
        const when = whenOf(announcement, now);
        const of = <span className="visually-hidden">, a de {spanWords(announcement)}</span>;
        return (
          when !== 'OVER' && (
            <div className="button-row">
              <Button size="small" onClick={() => open(announcement)}>
                Mudar{of}
              </Button>
              <Button size="small" danger onClick={() => end(announcement)}>
                {when === 'ON' ? 'Encerrar agora' : 'Retirar'}
                {of}
              </Button>
            </div>
          )
        );
      },
    },
  ];
}
