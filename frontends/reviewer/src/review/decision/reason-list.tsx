import { REASON_LABELS } from '@portal/domain';
import { labelOf, type ReviewRequest } from '../submission/fields.ts';

interface ReasonListProps {
  reasons: readonly { code: string; path?: string | null; message: string }[];
  request: ReviewRequest;
}

/** Reasons as the integrator reads them: what it is about, why, and the text. */
export function ReasonList({ reasons, request }: ReasonListProps) {
  if (reasons.length === 0) return null;
  return (
    <ul className="reasons">
      {reasons.map(({ code, path, message }) => (
        <li key={`${code} ${path} ${message}`}>
          <strong>{path ? (labelOf(path.split('.'), request) ?? 'Solicitação') : 'Solicitação'}</strong>
          {`: ${reasonLabel(code)}. `}
          <span className="as-written">{message}</span>
        </li>
      ))}
    </ul>
  );
}

/** A reason's words; a code that this console does not know yet shows as it is. */
export function reasonLabel(code: string): string {
  return Object.hasOwn(REASON_LABELS, code) ? REASON_LABELS[code as keyof typeof REASON_LABELS] : code;
}
