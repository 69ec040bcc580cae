import { useRead } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { CONFORMANCE_REPORT_STANDING_LABELS, formatDateTime } from '@portal/domain';
import { Button, LinkButton, Message } from '@portal/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { IssueReport } from '../conformance-reports/report.documents.ts';
import { ReportOfRun } from './conformance.documents.ts';

/** What a complete run becomes: a signed report, issued when it is asked for. */
export function ReportCard({ runId }: { readonly runId: string }) {
  const report = useRead({
    query: ReportOfRun,
    variables: { id: runId },
    pick: ({ node }) => (node && 'report' in node ? node.report : null),
  });
  const [issue, busy] = useAct(IssueReport);
  const [problem, setProblem] = useState<string>();

  async function issueNow(): Promise<void> {
    const { data, error } = await issue({ runId });
    const payload = data?.issueConformanceReport;
    setProblem(payload?.report ? undefined : actMessage(payload?.problems, error));
    if (payload?.report) report.retry();
  }

  const issued = report.value;
  const over = issued && issued.standing !== 'IN_FORCE';
  return (
    <Message
      tone={over ? 'warning' : 'success'}
      role="none"
      title={over ? CONFORMANCE_REPORT_STANDING_LABELS[issued.standing] : 'Roteiro completo: a evidência está pronta'}
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
      <div className="button-row">
        {issued ? (
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
        ) : (
          <Button variant="primary" busy={busy} onClick={() => void issueNow()}>
            Emitir o relatório
          </Button>
        )}
      </div>
      {problem !== undefined && <p role="alert">{problem}</p>}
    </Message>
  );
}
