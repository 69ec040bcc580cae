import { QueryView, useRead, useViewer } from '@portal/console';
import { formatDateTime } from '@portal/domain';
import { Breadcrumb, type Column, DataTable, EmptyState, LinkButton, PageTitle, Tag } from '@portal/ui';
import { Link } from 'react-router';
import { AllReplyTemplatesQuery } from './template-documents.ts';
import { nameOf, standingOf, type Template } from './template-state.ts';

const COLUMNS: readonly Column<Template>[] = [
  {
    id: 'name',
    header: 'Modelo',
    rowHeader: true,
    cell: (template) => <Link to={`/administracao/modelos/${template.templateId}`}>{nameOf(template)}</Link>,
  },
  {
    id: 'standing',
    header: 'Situação',
    cell: (template) => {
      const { label, tone } = standingOf(template);
      return <Tag tone={tone}>{label}</Tag>;
    },
  },
  { id: 'changed', header: 'Última mudança', cell: lastChange },
];

/** Modelos de resposta: all that there are, as they stand. */
export function TemplatesPage() {
  const templates = useRead({
    query: AllReplyTemplatesQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: (data) => data.replyTemplates,
  });
  const administers = useViewer()?.permissions.includes('ADMINISTER');
  const add = administers && (
    <LinkButton variant="primary" icon="add" to="/administracao/modelos/novo">
      Novo modelo
    </LinkButton>
  );
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Modelos de resposta' }]} />
      <PageTitle aside={add}>Modelos de resposta</PageTitle>
      <p className="lead">
        Textos prontos para decisões e mensagens. Quem analisa insere um modelo publicado e pode mudá-lo antes de
        enviar.
      </p>
      <QueryView
        of={templates}
        empty={<EmptyState title="Os modelos aparecem aqui">Crie o primeiro com o botão Novo modelo.</EmptyState>}
      >
        {(rows) => (
          <DataTable
            caption="Modelos de resposta"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ templateId }) => templateId}
          />
        )}
      </QueryView>
    </>
  );
}

function lastChange({ draft, editions }: Template): string {
  const newest = editions?.[0];
  if (draft) return `Rascunho de ${draft.savedBy}, em ${formatDateTime(draft.savedAt)}`;
  return newest ? `${newest.publishedBy}, em ${formatDateTime(newest.publishedAt)}` : '';
}
