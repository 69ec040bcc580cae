import { FaultKind } from '@portal/domain';
import { outcomeOf, type Refusals } from '../ehr/refusal.ts';
import type { Answer, AppliedFault } from '../hosts/exchange.ts';

/** What stands behind the answer of a fault. */
export interface FaultyGround {
  refusals: Refusals;
  now: () => Date;
}

const EXPIRED = 'EHR-ERR882';

/** The answer in the place of what was asked for. */
export function faultyAnswer({ kind, retryAfter }: AppliedFault, { refusals, now }: FaultyGround): Answer {
  if (kind === FaultKind.EXPIRED_TOKEN) {
    const at = `${now().toISOString().slice(0, 19)}Z`;
    const { status, issues } = refusals.of(EXPIRED, `JWT expired at ${at}. Allowed clock skew: 0 milliseconds.`);
    return { status, body: outcomeOf(issues) };
  }
  // As a proxy before it would say, which knows nothing of FHIR.
  if (kind === FaultKind.ERROR_502) return plain(502, 'Bad Gateway');
  if (kind === FaultKind.ERROR_503) return plain(503, 'Service Unavailable', { 'retry-after': String(retryAfter) });
  return { status: 500, body: outcomeOf([refusals.issue('EHR-ERR905')]) };
}

/** The code that it has, if any. */
export function codesOf({ kind }: AppliedFault): { codes?: readonly string[] } {
  if (kind === FaultKind.EXPIRED_TOKEN) return { codes: [EXPIRED] };
  return kind === FaultKind.ERROR_500 ? { codes: ['EHR-ERR905'] } : {};
}

function plain(status: number, words: string, headers: Record<string, string> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'text/html', ...headers },
    text: `<html><body><h1>${status} ${words}</h1></body></html>`,
  };
}
