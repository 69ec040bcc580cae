import { QueryView, useRead, useViewer } from '@portal/console';
import { problemsOf, useAct } from '@portal/console/acts';
import { Breadcrumb, PageTitle, Tag } from '@portal/ui';
import type { ReviewReasonsViewFragment } from '../../gql/graphql.ts';
import { ChangesView } from '../history/changes-view.tsx';
import { EditionHistory } from '../history/edition-history.tsx';
import { changesBetween } from './reason-changes.ts';
import { RestoreReviewReasonsMutation, ReviewReasonsQuery } from './reasons-documents.ts';
import { ReasonsForm } from './reasons-form.tsx';
import { ReasonsPreview } from './reasons-preview.tsx';

/** Motivos de decisão: what reviewers may give as reasons, and what they could. */
export function ReasonsPage() {
  const read = useRead({
    query: ReviewReasonsQuery,
    variables: {},
    requestPolicy: 'cache-and-network',
    pick: ({ reviewReasons }) => reviewReasons,
  });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Administração', to: '/administracao' }, { label: 'Motivos de decisão' }]} />
      <QueryView of={read} lines={12} title="Motivos de decisão">
        {(content) => <Reasons content={content} />}
      </QueryView>
    </>
  );
}

function Reasons({ content }: { content: ReviewReasonsViewFragment }) {
  const administers = useViewer()?.permissions.includes('ADMINISTER') === true;
  const [restore] = useAct(RestoreReviewReasonsMutation);
  const { version, draft, editions } = content;
  // Where something was gone back to the form begins anew; what was not saved is still kept in the tab.
  const goneBackBy = editions.find(({ restores }) => restores !== null)?.number;
  return (
    <>
      <PageTitle aside={draft && <Tag tone="yellow">Com rascunho</Tag>}>Motivos de decisão</PageTitle>
      <p className="lead">
        O que quem analisa escolhe ao pedir ajustes ou rejeitar. O que já foi decidido continua com as palavras com que
        foi decidido.
      </p>
      {administers ? (
        <ReasonsForm key={goneBackBy} content={content} />
      ) : (
        <ReasonsPreview reasons={editions[0]?.reasons ?? []} />
      )}
      <EditionHistory
        about="motivos-de-decisao"
        editions={editions}
        administers={administers}
        changes={(edition, before) => <ChangesView changes={changesBetween(before?.reasons ?? [], edition.reasons)} />}
        onRestore={async (number) => {
          const { data, error } = await restore({ version, number });
          return problemsOf(data?.restoreReviewReasons, error);
        }}
      />
    </>
  );
}
