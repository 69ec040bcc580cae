import type { ReviewRequest } from '../submission/fields.ts';
import type { Decision } from './decision-draft.ts';

/** What was decided, once the portal took it. */
export function decidedTitle(decision: Decision, { protocol, state }: ReviewRequest): string {
  if (decision === 'REQUEST_CHANGES') return `Ajustes solicitados na solicitação ${protocol}`;
  if (decision === 'REJECT') return `Solicitação ${protocol} não aprovada`;
  return state === 'SUBMITTED'
    ? `Primeira aprovação da solicitação ${protocol} registrada. Ela aguarda a 2ª aprovação.`
    : `Solicitação ${protocol} aprovada`;
}
