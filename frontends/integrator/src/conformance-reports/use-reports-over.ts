import { useRead } from '@portal/console';
import type { ConformanceReportStanding } from '@portal/domain';
import type { RequestDetailFragment } from '../gql/graphql.ts';
import { ReportsOfRequest } from './report.documents.ts';

/** A file of a request that is a report which counts no more. */
export interface ReportOver {
  id: string;
  fileName: string;
  standing: ConformanceReportStanding;
}

/** Asks which of a request's files are reports that count no more, as far as that is known: who sends them is refused. */
export function useReportsOver(request: RequestDetailFragment): readonly ReportOver[] {
  const { value } = useRead({
    query: ReportsOfRequest,
    variables: { id: request.id },
    pause: request.evidence.length === 0,
    pick: (found) => found.accessRequest?.evidence ?? [],
  });
  const present = new Set(request.evidence.map(({ id }) => id));
  return (value ?? []).flatMap(({ id, fileName, conformanceReport: report }) =>
    report && present.has(id) && report.standing !== 'IN_FORCE' ? [{ id, fileName, standing: report.standing }] : [],
  );
}
