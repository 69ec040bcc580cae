import { useRead } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import {
  CONFORMANCE_REPORT_STANDING_LABELS,
  type ConformanceReportStanding,
  formatDateTime,
  foundSince,
} from '@portal/domain';
import { Button, LinkButton, Message, useNotify } from '@portal/ui';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { IssueReport } from '../conformance-reports/report.documents.ts';
import { ReportOfRun } from './conformance.documents.ts';
import type { Run } from './run-facts.ts';

interface ReportCardProps {
  readonly run: Run;
  /** What is done with the report while it counts. */
  readonly whatNext: ReactNode;
}

/** What a complete run becomes: a signed report, issued when it is asked for; another where the run says another by then. */
export function ReportCard({ run, whatNext }: ReportCardProps) {
  const { id: runId } = run;
  const report = useRead({
    query: ReportOfRun,
    variables: { id: runId },
    pick: ({ node }) => (node && 'report' in node ? node.report : null),
  });
  const [issue, busy] = useAct(IssueReport);
  const [problem, setProblem] = useState<string>();
  const { notify } = useNotify();

  async function issueNow(): Promise<void> {
    const { data, error } = await issue({ runId });
    const payload = data?.issueConformanceReport;
    setProblem(payload?.report ? undefined : actMessage(payload?.problems, error));
    if (!payload?.report) return;
    if (payload.report.id === report.value?.id) {
      notify({ about: runId, tone: 'info', text: 'Nada mudou desde que este relatório foi emitido: ele é o mesmo.' });
    }
    report.retry();
  }

  const issued = report.value;
  // Of a run whose time is over there is the report that was issued in time, or none.
  const mayIssue = run.outcome === 'COMPLETE';
  if (!mayIssue && !issued) return null;
  const over = issued && issued.standing !== 'IN_FORCE';
  const decidedSince = !!issued && foundSince(run.requirements, issued.issuedAt);
  return (
    <Message
      tone={over || decidedSince ? 'warning' : 'success'}
      role="none"
      title={titleOf(over ? issued.standing : undefined, decidedSince)}
    >
      <p>
        O relatório traz a validação, a resposta da criação e o Bundle enviado, e o que foi visto de cada requisito,
        assinado pelo Portal. Anexe-o à solicitação de produção em um clique.
      </p>
      {issued && (
        <p>
          {CONFORMANCE_REPORT_STANDING_LABELS[issued.standing]}, emitido em {formatDateTime(issued.issuedAt)}, vale até{' '}
          {formatDateTime(issued.validUntil)}.{' '}
          {issued.timeStampedAt
            ? `Carimbo do tempo de ${issued.timeStampAuthority}, em ${formatDateTime(issued.timeStampedAt)}.`
            : 'A hora é a que o Portal assinou, sem carimbo do tempo.'}{' '}
          <Link to={`/verificar/${issued.id}`}>Página de verificação</Link>
        </p>
      )}
      {decidedSince && (
        <p>Analistas decidiram depois que ele foi emitido: emita de novo para levar o resultado deles.</p>
      )}
      <div className="button-row">
        {issued && !over && !decidedSince && whatNext}
        {issued && (
          <>
            <LinkButton href={issued.pdfUrl} icon="pdf">
              Baixar o PDF
            </LinkButton>
            <LinkButton href={issued.jsonUrl} icon="file">
              Baixar o JSON
            </LinkButton>
            {issued.timeStampedAt && (
              <LinkButton href={`${issued.pdfUrl}.tsr`} icon="file">
                Baixar o carimbo do tempo do PDF
              </LinkButton>
            )}
          </>
        )}
        {mayIssue && (
          <Button
            variant={issued && !decidedSince ? 'secondary' : 'primary'}
            busy={busy}
            onClick={() => void issueNow()}
          >
            {issued ? 'Emitir de novo' : 'Emitir o relatório'}
          </Button>
        )}
      </div>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </Message>
  );
}

function titleOf(over: ConformanceReportStanding | undefined, decidedSince: boolean): string {
  if (over) return CONFORMANCE_REPORT_STANDING_LABELS[over];
  return decidedSince ? 'Roteiro completo: emita o relatório de novo' : 'Roteiro completo: a evidência está pronta';
}
