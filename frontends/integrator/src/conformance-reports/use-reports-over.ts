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

/** The files of a request that are reports which count no more, as far as that is known. */
export interface ReportsOver {
  over: readonly ReportOver[];
  /** Nothing was answered yet; a read that failed is an answer, which keeps nobody from sending. */
  awaited: boolean;
}

/** Asks which of a request's files are reports that count no more. */
export function useReportsOver(request: RequestDetailFragment): ReportsOver {
  const without = request.evidence.length === 0;
  const { value, error } = useRead({
    query: ReportsOfRequest,
    variables: { id: request.id },
    pause: without,
    pick: (found) => found.accessRequest?.evidence ?? [],
  });
  const present = new Set(request.evidence.map(({ id }) => id));
  const over = (value ?? []).flatMap(({ id, fileName, conformanceReport: report }) =>
    report && present.has(id) && report.standing !== 'IN_FORCE' ? [{ id, fileName, standing: report.standing }] : [],
  );
  return { over, awaited: !without && value === undefined && error === undefined };
}
