import { NotFoundPage, QueryView, useRead, useViewer } from '@portal/console';
import { Breadcrumb, PageTitle, Tag } from '@portal/ui';
import { useParams } from 'react-router';
import { ReplyTemplateQuery } from './template-documents.ts';
import { TemplateForm } from './template-form.tsx';
import { TemplateHistory } from './template-history.tsx';
import { nameOf, standingOf, type Template } from './template-state.ts';
import { TemplateText } from './template-text.tsx';

const LIST = { label: 'Modelos de resposta', to: '/administracao/modelos' };
const ADMINISTRATION = { label: 'Administração', to: '/administracao' };

/** A template that is not there yet. */
export function NewTemplatePage() {
  return (
    <>
      <Breadcrumb crumbs={[ADMINISTRATION, LIST, { label: 'Novo modelo' }]} />
      <PageTitle>Novo modelo de resposta</PageTitle>
      <TemplateForm template={null} />
    </>
  );
}

/** A template: what is being written, and what was in use. */
export function TemplatePage() {
  const { id = '' } = useParams();
  const template = useRead({
    query: ReplyTemplateQuery,
    variables: { id },
    requestPolicy: 'cache-and-network',
    pick: (data) => data.replyTemplate,
  });
  return (
    <QueryView of={template} lines={8} title="Modelo de resposta" empty={<NotFoundPage />}>
      {(found) => <TemplateDetail key={id} template={found} />}
    </QueryView>
  );
}

function TemplateDetail({ template }: { template: Template }) {
  const administers = useViewer()?.permissions.includes('ADMINISTER');
  const { label, tone } = standingOf(template);
  const name = nameOf(template);
  return (
    <>
      <Breadcrumb crumbs={[ADMINISTRATION, LIST, { label: name }]} />
      <PageTitle aside={<Tag tone={tone}>{label}</Tag>}>{name}</PageTitle>
      {administers ? (
        <TemplateForm template={template} />
      ) : (
        template.text !== null && <TemplateText text={template.text} />
      )}
      <TemplateHistory template={template} administers={administers === true} />
    </>
  );
}
