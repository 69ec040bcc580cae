import { formatDateTime, reportStanding } from '@portal/domain';
import { type Problem, problem } from '@portal/service-kit';
import type { Evidence } from '../evidence/evidence.ts';
import type { ToldReport } from './conformance-report.ts';

/** Says of each file that is a report which counts no more why, and what to do. */
export function overReportProblems(
  evidence: readonly Pick<Evidence, 'id' | 'fileName' | 'sha256'>[],
  reports: ReadonlyMap<string, ToldReport>,
  now: Date,
): Problem[] {
  return evidence.flatMap(({ id, fileName, sha256 }) => {
    const report = reports.get(sha256);
    const why = report && whyOver(report, now);
    if (!why) return [];
    const message = `${fileName}: este relatório de conformidade ${why}. Emita um relatório novo e anexe-o no lugar deste, ou só remova este arquivo, e envie de novo.`;
    return [problem('EXPIRED', message, ['evidence', id])];
  });
}

function whyOver(report: ToldReport, now: Date): string | undefined {
  const standing = reportStanding(report, now);
  if (standing === 'IN_FORCE') return undefined;
  if (standing === 'EXPIRED') return `venceu em ${formatDateTime(report.validUntil)}`;
  return 'é de uma versão do roteiro que não vale mais';
}
