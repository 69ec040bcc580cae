import { QueryView, useRead } from '@portal/console';
import { CONFORMANCE_RUN_OUTCOME_LABELS } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import type { RunsUnderReviewQuery } from '../../gql/graphql.ts';
import { RunsUnderReview, RunUnderReview } from './report-documents.ts';
import { Requirements } from './requirements.tsx';

type Credential = NonNullable<NonNullable<RunsUnderReviewQuery['accessRequest']>['homologationCredential']>;
type Run = NonNullable<Credential['conformanceRunsUnderReview']>[number];

/** What the homologation credential of a request came to, complete or not, and what waits there for a second person. */
export function RunsPanel({ requestId }: { readonly requestId: string }) {
  const { value } = useRead({
    query: RunsUnderReview,
    variables: { id: requestId },
    pick: (data) => data.accessRequest?.homologationCredential?.conformanceRunsUnderReview ?? [],
  });
  const runs = value ?? [];
  if (runs.length === 0) return null;
  const waiting = runs.reduce((sum, { openProposals }) => sum + openProposals, 0);
  return (
    <section aria-labelledby="roteiros-da-credencial">
      <h2 id="roteiros-da-credencial">Roteiros de conformidade</h2>
      {waiting > 0 && (
        <Message tone="warning" role="none">
          <p>
            {waiting === 1
              ? '1 avaliação proposta aguarda uma segunda pessoa.'
              : `${waiting} avaliações propostas aguardam uma segunda pessoa.`}
          </p>
        </Message>
      )}
      {runs.map((run) => (
        <RunView key={run.id} run={run} />
      ))}
    </section>
  );
}

function RunView({ run }: { readonly run: Run }) {
  const [open, setOpen] = useState(false);
  const { id, suite, outcome, connector, remaining, openProposals } = run;
  return (
    <>
      <p>
        {suite.title}, versão {suite.version}
        {connector !== null && `, ${connector}`}: {CONFORMANCE_RUN_OUTCOME_LABELS[outcome].toLowerCase()}
        {remaining > 0 && `, ${remaining === 1 ? 'falta 1' : `faltam ${remaining}`}`}
        {openProposals > 0 && `, ${openProposals} em análise`}.
      </p>
      <Button size="small" icon={open ? 'up' : 'down'} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Fechar os requisitos' : 'Ver os requisitos'}
        <span className="visually-hidden"> de {suite.title}</span>
      </Button>
      {open && <OpenRun id={id} />}
    </>
  );
}

function OpenRun({ id }: { readonly id: string }) {
  const run = useRead({
    query: RunUnderReview,
    variables: { id },
    pick: ({ node }) => (node && 'requirements' in node ? node : null),
  });
  return (
    <QueryView of={run} empty={<p>Este roteiro não pôde ser encontrado.</p>}>
      {(found) => (
        <div className="conformance-run">
          <Requirements run={found} />
        </div>
      )}
    </QueryView>
  );
}
