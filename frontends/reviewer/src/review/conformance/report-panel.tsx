import { QueryView, useRead } from '@portal/console';
import { CONFORMANCE_REPORT_STANDING_LABELS, formatDateTime, foundSince } from '@portal/domain';
import { Message } from '@portal/ui';
import type { ReviewReportsQuery } from '../../gql/graphql.ts';
import { ReportedRun, ReviewReports } from './report-documents.ts';
import { Requirements } from './requirements.tsx';

type Report = NonNullable<NonNullable<ReviewReportsQuery['accessRequest']>['evidence'][number]['conformanceReport']>;

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
  return report ? <ReportView key={report.id} report={report} requestId={requestId} /> : null;
}

function ReportView({ report, requestId }: { readonly report: Report; readonly requestId: string }) {
  const run = useRead({
    query: ReportedRun,
    variables: { id: report.id },
    pick: ({ node }) => (node && 'run' in node ? node.run : null),
  });
  const inForce = report.standing === 'IN_FORCE';
  const decidedSince = foundSince(run.value?.requirements ?? [], report.issuedAt);
  return (
    <section aria-labelledby={`relatorio-${report.id}`}>
      <h2 id={`relatorio-${report.id}`}>Relatório de conformidade</h2>
      <Message
        tone={inForce && !decidedSince ? 'success' : 'warning'}
        role="none"
        title={CONFORMANCE_REPORT_STANDING_LABELS[report.standing]}
      >
        <p>
          {report.suite.title}, versão {report.suite.version}
          {report.connector !== null && `, ${report.connector}`}. Emitido pelo Portal em{' '}
          {formatDateTime(report.issuedAt)}; o arquivo é o próprio relatório, byte a byte.{' '}
          {report.timeStampedAt
            ? `Carimbo do tempo de ${report.timeStampAuthority}, em ${formatDateTime(report.timeStampedAt)}.`
            : 'A hora é a do Portal, sem carimbo do tempo.'}{' '}
          <a href={report.verifyUrl}>Página pública de verificação</a>
        </p>
        {decidedSince && (
          <p>
            Analistas decidiram depois que este relatório foi emitido: o que ele diz dos requisitos não é mais o
            resultado de hoje, que está abaixo.
          </p>
        )}
      </Message>
      <QueryView of={run} empty={<p>O que o relatório diz não pôde ser encontrado.</p>}>
        {(found) => <Requirements run={found} requestId={requestId} />}
      </QueryView>
    </section>
  );
}
