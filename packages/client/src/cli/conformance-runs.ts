import {
  ConformanceDocument,
  ConformanceRunDocument,
  type ConformanceRunOutcome,
  type ConformanceRunSummaryFragment,
} from '../gql/graphql.ts';
import type { PortalClient } from '../portal-client.ts';
import { NotFound, UsageError } from './command-errors.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/** A suite that a credential is judged by, and its run; none before the first call. */
export interface JudgedSuite {
  key: string;
  title: string;
  version: string;
  run: ConformanceRunSummaryFragment | null;
}

/** The suites of a credential, or the one that is named, each with the run that calls move. */
export async function judgedSuites(
  portal: PortalClient,
  credentialId: string,
  named: string | undefined,
  signal?: AbortSignal,
): Promise<JudgedSuite[]> {
  const { credential } = await portal.request(ConformanceDocument, { id: credentialId }, { signal });
  const access = credential?.homologationAccess;
  if (!access) throw new NotFound('Esta credencial não é de homologação, ou o portfólio dela não é testado no Portal.');
  const suites = access.conformanceSuites.filter(({ key }) => named === undefined || key === named);
  if (suites.length === 0) {
    const keys = access.conformanceSuites.map(({ key }) => key).join(', ');
    throw new UsageError(keys ? `Os roteiros desta credencial são: ${keys}.` : 'Esta credencial não tem roteiro.');
  }
  const runs = access.conformanceRuns.edges.map(({ node }) => node);
  const judged: JudgedSuite[] = [];
  // One after the other: each is much.
  for (const { key, title, version } of suites) {
    const run = runs.find(({ suite }) => suite.key === key);
    judged.push({ key, title, version, run: run ? await readRun(portal, run.id, signal) : null });
  }
  return judged;
}

async function readRun(
  portal: PortalClient,
  id: string,
  signal: AbortSignal | undefined,
): Promise<ConformanceRunSummaryFragment | null> {
  const { node } = await portal.request(ConformanceRunDocument, { id }, { signal });
  return node && 'requirements' in node ? node : null;
}

/** As bad as the worst of them; what is not begun is incomplete. */
export function outcomeOfAll(suites: readonly JudgedSuite[]): ConformanceRunOutcome {
  const outcomes = suites.map(({ run }) => run?.outcome ?? 'WAITING');
  return (
    (['FAILED', 'INCONCLUSIVE', 'EXPIRED', 'WAITING'] as const).find((one) => outcomes.includes(one)) ?? 'COMPLETE'
  );
}

/** What the program ends with. */
export const EXIT_OF_RUN: Readonly<Record<ConformanceRunOutcome, ExitCode>> = {
  COMPLETE: EXIT.OK,
  FAILED: EXIT.REFUSED,
  WAITING: EXIT.INCOMPLETE,
  EXPIRED: EXIT.INCOMPLETE,
  INCONCLUSIVE: EXIT.INCONCLUSIVE,
};
