import { CONFORMANCE_REPORT_STANDING_LABELS } from '@portal/domain';
import { Message } from '@portal/ui';
import type { ReportOver } from './use-reports-over.ts';

/** Says, before it is sent, that a report among the files counts no more. */
export function ReportNotices({ over }: { readonly over: readonly ReportOver[] }) {
  return over.map(({ id, fileName, standing }) => (
    <Message key={id} tone="danger" role="none" title={`${fileName}: ${CONFORMANCE_REPORT_STANDING_LABELS[standing]}`}>
      <p>
        Este relatório não serve mais como evidência. Remova o arquivo e anexe o relatório de uma execução em vigor
        antes de enviar.
      </p>
    </Message>
  ));
}
