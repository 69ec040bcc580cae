import { CONFORMANCE_REPORT_STANDING_LABELS } from '@portal/domain';
import { Message } from '@portal/ui';
import type { ReportOver } from './use-reports-over.ts';

/** Says, before it is sent, that a report among the files counts no more. */
export function ReportNotices({ over }: { readonly over: readonly ReportOver[] }) {
  return over.map(({ id, fileName, standing }) => (
    <Message key={id} tone="danger" role="none" title={`${fileName}: ${CONFORMANCE_REPORT_STANDING_LABELS[standing]}`}>
      <p>
        Este relatório não serve mais como evidência, e a solicitação não pode ser enviada com ele. Emita um relatório
        novo e anexe-o no lugar deste, ou só remova o arquivo.
      </p>
    </Message>
  ));
}
