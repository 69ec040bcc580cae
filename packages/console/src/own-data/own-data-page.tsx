import { DATA_READING_LABELS, formatDateTime, OWN_DATA_MOST_PRINTED } from '@portal/domain';
import { Breadcrumb, type Column, DataTable, EmptyState, LoadMore, PageTitle } from '@portal/ui';
import { Link } from 'react-router';
import { useConsole } from '../console-context.tsx';
import type { ViewerDataReadingsQuery } from '../gql/graphql.ts';
import { QueryView } from '../reading/query-view.tsx';
import { usePages } from '../reading/use-pages.ts';
import { RequireViewer } from '../require-viewer.tsx';
import { DownloadOwnData } from './download-own-data.tsx';
import { EraseAccount } from './erase-account.tsx';
import { KeptFor } from './kept-for.tsx';
import { OpenSessions } from './open-sessions.tsx';
import { ViewerDataReadings } from './own-data.documents.ts';

const PAGE = 20;

const pageOf = (data: ViewerDataReadingsQuery) => data.viewer?.dataReadings;

type Reading = NonNullable<ViewerDataReadingsQuery['viewer']>['dataReadings']['edges'][number]['node'];

/** /meus-dados */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Meus dados' }]} />
      <PageTitle>Meus dados</PageTitle>
      <p className="lead">
        O que o Portal guarda sobre você, onde a sua conta está aberta, e quem, de fora da sua equipe, consultou o que é
        seu.
      </p>
      <section aria-labelledby="baixar">
        <h2 id="baixar">Os seus dados em um arquivo</h2>
        <p>
          A sua conta, as solicitações e credenciais que você pediu e que ainda são da sua equipe, o que escreveu, os
          seus avisos e equipes e o que fez no Portal: em PDF, para ler, as {OWN_DATA_MOST_PRINTED} mais recentes de
          cada coisa; em JSON, que programas leem, as 10.000 mais recentes. Senhas e segredos não fazem parte: o Portal
          não os guarda em forma legível.
        </p>
        <p>
          Nome e e-mail vêm da sua conta gov.br: o que estiver errado se corrige lá. O que você enviou faz parte do
          processo administrativo e é mantido com ele, também depois que a conta é apagada.
        </p>
        <DownloadOwnData />
      </section>
      <section aria-labelledby="sessoes">
        <h2 id="sessoes">Onde a sua conta está aberta</h2>
        <p>
          Cada navegador em que você entrou no Portal e ainda não saiu. Encerre os que não reconhece ou não usa mais. O
          endereço de rede não é guardado.
        </p>
        <OpenSessions />
      </section>
      <section aria-labelledby="consultas">
        <h2 id="consultas">Quem consultou</h2>
        <p>
          Consultas de pessoas do Ministério da Saúde às suas solicitações e credenciais, e às da sua equipe. De
          solicitações e credenciais, a primeira em cada hora; de arquivos, cada uma.
        </p>
        <Readings />
      </section>
      <section aria-labelledby="guarda">
        <h2 id="guarda">Por quanto tempo ficam</h2>
        <KeptFor />
      </section>
      <section aria-labelledby="apagar">
        <h2 id="apagar">Apagar a minha conta</h2>
        <EraseAccount />
      </section>
    </RequireViewer>
  );
}

function Readings() {
  const pages = usePages({ query: ViewerDataReadings, variables: { first: PAGE }, pageOf });
  // In the reviewers' console there is no page of one's own requests.
  const linked = useConsole().remote.name === 'integrator';
  return (
    <QueryView
      of={pages}
      empty={
        <EmptyState title="Ninguém de fora da sua equipe consultou os seus dados" icon="view">
          <p>Depois que uma solicitação é enviada, quem a analisa aparece aqui.</p>
        </EmptyState>
      }
    >
      {(readings) => (
        <>
          <DataTable
            caption="Consultas aos seus dados, das mais recentes às mais antigas"
            columns={columnsOf(linked)}
            rows={readings}
            rowKey={({ readingId }) => readingId}
          />
          <LoadMore
            shown={readings.length}
            total={pages.total}
            what="consultas"
            hasMore={pages.hasMore}
            loading={pages.reading}
            onLoadMore={pages.readMore}
          />
        </>
      )}
    </QueryView>
  );
}

function columnsOf(linked: boolean): Column<Reading>[] {
  return [
    { id: 'quando', header: 'Quando', rowHeader: true, cell: ({ at }) => formatDateTime(at) },
    {
      id: 'quem',
      header: 'Quem',
      cell: ({ reader }) => (reader ? `${reader}, do Ministério da Saúde` : 'Ministério da Saúde'),
    },
    {
      id: 'oque',
      header: 'O que',
      cell: ({ kind, fileName }) =>
        fileName ? `${DATA_READING_LABELS[kind]}: ${fileName}` : DATA_READING_LABELS[kind],
    },
    {
      id: 'solicitacao',
      header: 'Solicitação',
      cell: ({ protocol, accessRequestId }) =>
        linked ? <Link to={`/solicitacoes/${accessRequestId}`}>{protocol}</Link> : protocol,
    },
  ];
}
