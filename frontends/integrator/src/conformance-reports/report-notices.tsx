import { useRead } from '@portal/console';
import { CONFORMANCE_REPORT_STANDING_LABELS } from '@portal/domain';
import { Message } from '@portal/ui';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { ReportsOfRequest } from './report.documents.ts';

/** Says, before it is sent, that a report among the files counts no more. */
export function ReportNotices({ request }: { readonly request: RequestDetailFragment }) {
  const files = request.evidence.length > 0;
  const { value } = useRead({
    query: ReportsOfRequest,
    variables: { id: request.id },
    pause: !files,
    pick: (found) => found.accessRequest?.evidence ?? [],
  });
  const present = new Set(request.evidence.map(({ id }) => id));
  const over = (value ?? []).flatMap(({ id, fileName, conformanceReport: report }) =>
    report && present.has(id) && report.standing !== 'IN_FORCE' ? [{ id, fileName, standing: report.standing }] : [],
  );
  return over.map(({ id, fileName, standing }) => (
    <Message key={id} tone="danger" role="none" title={`${fileName}: ${CONFORMANCE_REPORT_STANDING_LABELS[standing]}`}>
      <p>
        Este relatório não serve mais como evidência. Remova o arquivo e anexe o relatório de uma execução em vigor
        antes de enviar.
      </p>
    </Message>
  ));
}
