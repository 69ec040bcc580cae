import { NotFoundPage, QueryView, useRead } from '@portal/console';
import { CONFORMANCE_RUN_OUTCOME_LABELS, suiteChangeWords } from '@portal/domain';
import { Breadcrumb, DescriptionList, Message, PageTitle } from '@portal/ui';
import { useParams, useSearchParams } from 'react-router';
import { OpenRun } from '../review/conformance/open-run.tsx';
import { RunPageHead } from './awaiting-documents.ts';

/** /conformidade/:id: a run by itself, with what people find and ask. */
export function RunPage() {
  const { id = '' } = useParams();
  const [params] = useSearchParams();
  const run = useRead({
    query: RunPageHead,
    variables: { id },
    pick: ({ node }) => (node && 'suite' in node ? node : null),
  });
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Conformidade', to: '/conformidade' }, { label: 'Roteiro' }]} />
      <QueryView of={run} title="Conformidade" empty={<NotFoundPage />}>
        {({ systemName, requesterIdentifier, suite, suiteChange, connector, outcome, current }) => (
          <>
            <PageTitle documentTitle="Conformidade">
              Conformidade de {systemName ?? 'um sistema sem credencial'}
            </PageTitle>
            <DescriptionList
              items={[
                { term: 'Roteiro', value: `${suite.title}, versão ${suite.version}` },
                { term: 'Conector', value: connector ?? 'Ainda sem User-Agent sistema/versão' },
                { term: 'Identificador do solicitante', value: requesterIdentifier ?? 'Não há mais' },
                {
                  term: 'Situação',
                  value: `${CONFORMANCE_RUN_OUTCOME_LABELS[outcome]}${current ? '' : ': outra execução tomou o lugar desta'}`,
                },
              ]}
            />
            {current && suiteChange && (
              <Message tone="warning" role="none">
                <p>{suiteChangeWords(suiteChange, outcome)}</p>
              </Message>
            )}
            <h2>Requisitos</h2>
            <OpenRun key={id} id={id} opened={params.get('requisito') ?? undefined} />
          </>
        )}
      </QueryView>
    </>
  );
}
