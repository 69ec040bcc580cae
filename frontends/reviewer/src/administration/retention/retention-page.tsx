import { QueryView, useRead, useViewer } from '@portal/console';
import { formatDate, formatDateTime, RETENTION_DELAY_DAYS, RETENTION_WORDS } from '@portal/domain';
import { Breadcrumb, type Column, DataTable, PageTitle, Tag, Timeline } from '@portal/ui';
import type { RetentionViewFragment } from '../../gql/graphql.ts';
import { RetentionQuery } from './retention-documents.ts';
import { RetentionForm } from './retention-form.tsx';
import { editionLines, keptWord } from './retention-words.ts';

/** Guarda de dados: for how long what is kept, and what was deleted. */
export function RetentionPage() {
  const read = useRead({
    query: RetentionQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: ({ retention }) => retention,
  });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Guarda de dados' }]} />
      <QueryView of={read} lines={12} title="Guarda de dados">
        {(retention) => <Kept retention={retention} />}
      </QueryView>
    </>
  );
}

function Kept({ retention }: { readonly retention: RetentionViewFragment }) {
  const administers = useViewer()?.permissions.includes('ADMINISTER') === true;
  return (
    <>
      <PageTitle aside={retention.draft && <Tag tone="yellow">Com rascunho</Tag>}>Guarda de dados</PageTitle>
      <p className="lead">
        Por quanto tempo cada dado fica antes de ser apagado. Um prazo menor só apaga {RETENTION_DELAY_DAYS} dias depois
        de publicado: até lá, publique o anterior, e nada se perde.
      </p>
      {administers && <RetentionForm retention={retention} />}
      <section aria-labelledby="retention-kinds">
        <h2 id="retention-kinds">O que tem prazo</h2>
        <DataTable
          caption="O que tem prazo, e o que foi apagado"
          columns={COLUMNS}
          rows={retention.standings}
          rowKey={({ kind }) => kind}
        />
      </section>
      <section aria-labelledby="retention-others">
        <h2 id="retention-others">O que não muda aqui</h2>
        <ul>
          <li>
            Solicitações, evidências, decisões, mensagens e credenciais ficam sempre: são o registro do que o Ministério
            concedeu, a quem e por quê.
          </li>
          <li>O registro de atos e de consultas fica sempre, em cadeia: a LGPD pede que se possa responder por ele.</li>
          <li>
            A conta de uma pessoa fica até que ela peça para apagá-la; uma sessão, 24 horas; um token, 30 dias depois de
            vencer.
          </li>
          <li>Chamadas e documentos do ambiente de homologação ficam 90 dias.</li>
        </ul>
      </section>
      {retention.editions.length > 0 && <Editions editions={retention.editions} />}
    </>
  );
}

type Standing = RetentionViewFragment['standings'][number];

const COLUMNS: readonly Column<Standing>[] = [
  { id: 'what', header: 'Dado', rowHeader: true, cell: ({ kind }) => RETENTION_WORDS[kind].what },
  { id: 'why', header: 'Por quê', cell: ({ kind }) => RETENTION_WORDS[kind].why },
  { id: 'kept', header: 'Fica', cell: keptWord },
  { id: 'ran', header: 'Última limpeza', cell: ranWord },
];

function ranWord({ ranAt, removed, removedInAll, countedSince }: Standing): string {
  if (ranAt === null || countedSince === null) return 'Na próxima hora.';
  return `${formatDateTime(ranAt)}: ${count(removed)}. Desde ${formatDate(countedSince)}: ${count(removedInAll)}.`;
}

function count(removed: number | null): string {
  if (!removed) return 'nada a apagar';
  return removed === 1 ? '1 apagado' : `${removed.toLocaleString('pt-BR')} apagados`;
}

function Editions({ editions }: Pick<RetentionViewFragment, 'editions'>) {
  return (
    <section aria-labelledby="retention-history">
      <h2 id="retention-history">Versões publicadas</h2>
      <Timeline
        label="Versões publicadas"
        items={editions.map(({ number, terms, publishedAt, publishedBy }, place) => ({
          id: String(number),
          title: `Versão ${number}`,
          at: formatDateTime(publishedAt),
          dateTime: publishedAt,
          actor: publishedBy,
          tone: place === 0 ? 'green' : 'grey',
          children: <Lines lines={editionLines(editions[place + 1]?.terms, terms)} />,
        }))}
      />
    </section>
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  if (lines.length === 0) return <p>Diz o mesmo que a versão anterior.</p>;
  return (
    <ul>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
