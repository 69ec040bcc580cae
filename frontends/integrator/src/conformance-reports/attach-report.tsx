import { HttpProblem, useRead, useUploads } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { formatDateTime } from '@portal/domain';
import { Button, Message, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { RequestDetailFragment, RunsToAttachQuery } from '../gql/graphql.ts';
import { IssueReport, RunsToAttach } from './report.documents.ts';

interface AttachReportProps {
  readonly request: RequestDetailFragment;
  /** A file has arrived. */
  readonly onAttached: () => void;
}

type Asked = NonNullable<RunsToAttachQuery['accessRequest']>;
type Run = NonNullable<
  NonNullable<Asked['homologationCredential']>['homologationAccess']
>['conformanceRuns']['edges'][number]['node'];

/** The complete runs of the credential that the request came from, each to be attached in one click. */
export function AttachReport({ request, onAttached }: AttachReportProps) {
  const { value } = useRead({ query: RunsToAttach, variables: { id: request.id }, pick: (data) => data.accessRequest });
  const complete = runsOf(value).filter(({ outcome }) => outcome === 'COMPLETE');
  const present = new Set(request.evidence.map(({ id }) => id));
  const reported = (value?.evidence ?? []).filter(({ id }) => present.has(id));
  if (complete.length === 0) return null;
  return (
    <section aria-labelledby="relatorios">
      <h3 id="relatorios">Relatórios de conformidade</h3>
      <p>
        Seus testes em homologação já têm a evidência pronta: o relatório traz a validação, a resposta da RNDS e o
        Bundle enviado, assinado pelo Portal. Capturas de tela não são necessárias.
      </p>
      <ul className="attached-files">
        {complete.map((run) => (
          <li key={run.id}>
            <AttachRun
              run={run}
              earlier={reported.some(({ conformanceReport: of }) => of?.run.id === run.id)}
              request={request}
              onAttached={onAttached}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}

function runsOf(request: Asked | null | undefined): Run[] {
  return request?.homologationCredential?.homologationAccess?.conformanceRuns.edges.map(({ node }) => node) ?? [];
}

interface AttachRunProps extends AttachReportProps {
  readonly run: Run;
  /** Whether a report of the run is attached, be it the newest or not. */
  readonly earlier: boolean;
}

function AttachRun({ run, earlier, request, onAttached }: AttachRunProps) {
  const [issue] = useAct(IssueReport);
  const { uploadEvidence } = useUploads();
  const { notify } = useNotify();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const hasFile = (hash: string | undefined) => request.evidence.some(({ sha256 }) => sha256 === hash);
  const attached = hasFile(run.report?.pdfSha256);

  async function attach(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const { data, error } = await issue({ runId: run.id });
      const report = data?.issueConformanceReport?.report;
      if (!report) return setProblem(actMessage(data?.issueConformanceReport?.problems, error));
      if (hasFile(report.pdfSha256)) {
        const text = `Nada mudou em ${run.suite.title} desde que o relatório anexado foi emitido.`;
        return notify({ about: request.id, tone: 'info', text });
      }
      const pdf = await fetch(report.pdfUrl, { credentials: 'same-origin' });
      if (!pdf.ok) return setProblem('O relatório foi emitido, mas não pôde ser lido agora. Tente de novo.');
      const name = `relatorio-de-conformidade-${run.suite.key}-${run.suite.version}.pdf`;
      const file = new File([await pdf.blob()], name, { type: 'application/pdf' });
      const proven = request.checklist.filter(({ requirement }) => requirement.provenByReport);
      await uploadEvidence(file, {
        accessRequest: request.id,
        requirements: proven.map(({ requirement }) => requirement.code),
      });
      notify({ about: request.id, tone: 'success', text: `O relatório de ${run.suite.title} foi anexado.` });
      onAttached();
    } catch (cause) {
      setProblem(cause instanceof HttpProblem ? cause.detail : 'Não foi possível anexar agora. Tente de novo.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <>
      <p>
        <strong>{run.suite.title}</strong>, versão {run.suite.version}
        {run.connector !== null && `, ${run.connector}`}
        {run.completedAt !== null && `. Concluída em ${formatDateTime(run.completedAt)}`}.
      </p>
      {attached && <p>Anexado a esta solicitação.</p>}
      {earlier && !attached && <p>O relatório anexado é de antes: já foi emitido outro.</p>}
      <Button icon="attach" busy={busy} onClick={() => void attach()}>
        {attached ? 'Anexar de novo, se algo mudou' : 'Anexar relatório de conformidade'}
        <span className="visually-hidden"> de {run.suite.title}</span>
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
