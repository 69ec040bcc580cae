import { parseDecisionMessage, parseReasonMessage } from '@portal/domain';
import type { ReasonInput, WarningCode } from '@portal/schema/types';
import type { ReviewRequest } from '../submission/fields.ts';

/** The three ways to end an analysis. */
export const DECISIONS = ['APPROVE', 'REQUEST_CHANGES', 'REJECT'] as const;
export type Decision = (typeof DECISIONS)[number];

/** A decision while it is being written; kept in the browser until it is made, so that no text is lost. */
export interface DecisionDraft {
  reasons: DraftReason[];
  message: string;
  accepted: WarningCode[];
}

/** One reason, about one field or about the whole request (path ''). */
export interface DraftReason {
  code: string;
  path: string;
  message: string;
}

export const EMPTY_REASON: DraftReason = { code: '', path: '', message: '' };
export const EMPTY_DRAFT: DecisionDraft = { reasons: [EMPTY_REASON], message: '', accepted: [] };

/** What is wrong with a draft, at the place where one mends it: `reasons.0.code`, `message`, `accepted`. */
export type DraftFaults = Record<string, string>;

/** The warnings that an approval accepts by name. */
export function warningsToAccept(request: ReviewRequest): ReviewRequest['warnings'] {
  return request.warnings.filter(({ mustAccept }) => mustAccept);
}

/** Looks at a draft as the graph would, before it is sent. */
export function faultsOf(decision: Decision, draft: DecisionDraft, request: ReviewRequest): DraftFaults {
  const faults: DraftFaults = {};
  const message = parseDecisionMessage(draft.message);
  if (!message.ok) faults.message = message.message;
  if (decision === 'APPROVE') {
    const left = warningsToAccept(request).filter(({ code }) => !draft.accepted.includes(code));
    if (left.length > 0) faults.accepted = 'Para aprovar, aceite cada aviso pelo nome.';
    return faults;
  }
  draft.reasons.forEach((reason, position) => {
    const at = `reasons.${position}`;
    const text = parseReasonMessage(reason.message);
    if (!reason.code) faults[`${at}.code`] = 'Escolha o motivo.';
    if (!text.ok)
      faults[`${at}.message`] = reason.message.trim() ? text.message : 'Escreva o que o integrador precisa saber.';
    if (reason.code === 'EVIDENCE_PERSONAL_DATA' && !reason.path.startsWith('evidence.')) {
      faults[`${at}.path`] = 'Diga qual evidência mostra os dados pessoais.';
    }
  });
  return faults;
}

/** The reasons as the graph takes them. */
export function toReasonInputs(draft: DecisionDraft): ReasonInput[] {
  return draft.reasons.map(({ code, path, message }) => ({ code, message: message.trim(), ...(path && { path }) }));
}

/** Whether somebody wrote anything that would be a pity to lose. */
export function isWritten({ reasons, message, accepted }: DecisionDraft): boolean {
  return Boolean(
    message || accepted.length || reasons.length > 1 || reasons.some(({ code, message: text }) => code || text),
  );
}
