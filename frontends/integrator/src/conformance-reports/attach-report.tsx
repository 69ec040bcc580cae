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

/** The three official prints, which are its first page. */
const PROVEN: readonly string[] = ['BUNDLE', 'VALIDATOR_RESULT', 'RNDS_CODE'];

type Run = NonNullable<
  NonNullable<NonNullable<RunsToAttachQuery['accessRequest']>['homologationCredential']>['homologationAccess']
>['conformanceRuns']['edges'][number]['node'];

/** The complete runs of the credential that the request came from, each to be attached in one click. */
export function AttachReport({ request, onAttached }: AttachReportProps) {
  const runs = useRead({ query: RunsToAttach, variables: { id: request.id }, pick: runsOf });
  const complete = (runs.value ?? []).filter(({ outcome }) => outcome === 'COMPLETE');
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
            <AttachRun run={run} request={request} onAttached={onAttached} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function runsOf(data: RunsToAttachQuery): Run[] {
  const { homologationCredential } = data.accessRequest ?? {};
  return homologationCredential?.homologationAccess?.conformanceRuns.edges.map(({ node }) => node) ?? [];
}

function AttachRun({ run, request, onAttached }: AttachReportProps & { readonly run: Run }) {
  const [issue] = useAct(IssueReport);
  const { uploadEvidence } = useUploads();
  const { notify } = useNotify();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const attached = request.evidence.some(({ sha256 }) => sha256 === run.report?.pdfSha256);

  async function attach(): Promise<void> {
    setBusy(true);
    setProblem(undefined);
    try {
      const { data, error } = await issue({ runId: run.id });
      const report = data?.issueConformanceReport?.report;
      if (!report) return setProblem(actMessage(data?.issueConformanceReport?.problems, error));
      const pdf = await fetch(report.pdfUrl, { credentials: 'same-origin' });
      if (!pdf.ok) return setProblem('O relatório foi emitido, mas não pôde ser lido agora. Tente de novo.');
      const name = `relatorio-de-conformidade-${run.suite.key}-${run.suite.version}.pdf`;
      const file = new File([await pdf.blob()], name, { type: 'application/pdf' });
      const codes = request.checklist.map(({ requirement }) => requirement.code);
      await uploadEvidence(file, {
        accessRequest: request.id,
        requirements: codes.filter((code) => PROVEN.includes(code)),
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
      {attached ? (
        <p>Anexado a esta solicitação.</p>
      ) : (
        <Button icon="attach" busy={busy} onClick={() => void attach()}>
          Anexar relatório de conformidade<span className="visually-hidden"> de {run.suite.title}</span>
        </Button>
      )}
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
