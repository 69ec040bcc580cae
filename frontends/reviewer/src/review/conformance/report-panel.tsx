import { QueryView, useRead } from '@portal/console';
import {
  CONFORMANCE_OUTCOME_LABELS,
  CONFORMANCE_REPORT_STANDING_LABELS,
  type ConformanceOutcome,
  formatDateTime,
} from '@portal/domain';
import { Message, Select } from '@portal/ui';
import { useState } from 'react';
import type { ReportedRunQuery, ReviewReportsQuery } from '../../gql/graphql.ts';
import { CallReplay } from './call-replay.tsx';
import { ReportedRun, ReviewReports } from './report-documents.ts';

type Report = NonNullable<NonNullable<ReviewReportsQuery['accessRequest']>['evidence'][number]['conformanceReport']>;
type Found = NonNullable<ReportedRunQuery['node']>;
type Run = Extract<Found, { run: unknown }>['run'];
type Requirement = Run['requirements'][number];

interface ReportPanelProps {
  readonly requestId: string;
  /** The file that is looked at. */
  readonly evidenceId: string | undefined;
}

/** What a file says that is a report of conformance: requirement by requirement, each call, to be judged again. */
export function ReportPanel({ requestId, evidenceId }: ReportPanelProps) {
  const { value } = useRead({
    query: ReviewReports,
    variables: { id: requestId },
    pick: (data) => data.accessRequest?.evidence ?? [],
  });
  const report = (value ?? []).find(({ id }) => id === evidenceId)?.conformanceReport;
  return report ? <ReportView key={report.id} report={report} /> : null;
}

function ReportView({ report }: { readonly report: Report }) {
  const run = useRead({
    query: ReportedRun,
    variables: { id: report.id },
    pick: ({ node }) => (node && 'run' in node ? node.run : null),
  });
  const inForce = report.standing === 'IN_FORCE';
  return (
    <section aria-labelledby={`relatorio-${report.id}`}>
      <h2 id={`relatorio-${report.id}`}>Relatório de conformidade</h2>
      <Message
        tone={inForce ? 'success' : 'warning'}
        role="none"
        title={CONFORMANCE_REPORT_STANDING_LABELS[report.standing]}
      >
        <p>
          {report.suite.title}, versão {report.suite.version}
          {report.connector !== null && `, ${report.connector}`}. Emitido pelo Portal em{' '}
          {formatDateTime(report.issuedAt)}; o arquivo é o próprio relatório, byte a byte.{' '}
          <a href={report.verifyUrl}>Página pública de verificação</a>
        </p>
      </Message>
      <QueryView of={run} empty={<p>O que o relatório diz não pôde ser encontrado.</p>}>
        {(found) => <Requirements requirements={found.requirements} />}
      </QueryView>
    </section>
  );
}

function Requirements({ requirements }: { readonly requirements: readonly Requirement[] }) {
  const [outcome, setOutcome] = useState<ConformanceOutcome | ''>('');
  const counts = Map.groupBy(requirements, (one) => one.outcome);
  const shown = requirements.filter((one) => outcome === '' || one.outcome === outcome);
  return (
    <>
      <Select
        label="Mostrar"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as ConformanceOutcome | '')}
        options={[
          { value: '', label: `Todos os requisitos (${requirements.length})` },
          ...[...counts].map(([value, found]) => ({
            value,
            label: `${CONFORMANCE_OUTCOME_LABELS[value]} (${found.length})`,
          })),
        ]}
      />
      {shown.map((requirement) => (
        <RequirementFacts key={requirement.key} requirement={requirement} />
      ))}
    </>
  );
}

function RequirementFacts({ requirement }: { readonly requirement: Requirement }) {
  const { title, outcome, source, notTested, declaration, steps } = requirement;
  return (
    <details className="conformance-requirement">
      <summary>
        {title}: {CONFORMANCE_OUTCOME_LABELS[outcome].toLowerCase()}
      </summary>
      {notTested !== null && <p>Não é testado: {notTested}</p>}
      {declaration && (
        <p>
          Declarado pelo integrador em {formatDateTime(declaration.at)}: {declaration.reason}
        </p>
      )}
      {steps.map((step) => {
        const [told] = step.attempts.filter((attempt) => attempt.outcome === step.outcome);
        return (
          <div key={step.key}>
            <p>
              <strong>{step.title}</strong>: {CONFORMANCE_OUTCOME_LABELS[step.outcome].toLowerCase()}. {told?.why}
            </p>
            <ul>
              {(told?.calls ?? []).map((one) => (
                <li key={`${one.as} ${one.at}`}>
                  <CallReplay seen={one} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <p>
        <a href={source}>De onde vem este requisito</a>
      </p>
    </details>
  );
}
