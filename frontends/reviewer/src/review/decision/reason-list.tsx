import { labelOf, type ReviewRequest } from '../submission/fields.ts';

interface ReasonListProps {
  reasons: readonly { label: string; path?: string | null; message: string }[];
  request: ReviewRequest;
}

/** Reasons as the integrator reads them: what it is about, why, and the text. */
export function ReasonList({ reasons, request }: ReasonListProps) {
  if (reasons.length === 0) return null;
  return (
    <ul className="reasons">
      {reasons.map(({ label, path, message }) => (
        <li key={`${label} ${path} ${message}`}>
          <strong>{path ? (labelOf(path.split('.'), request) ?? 'Solicitação') : 'Solicitação'}</strong>
          {`: ${label}. `}
          <span className="as-written">{message}</span>
        </li>
      ))}
    </ul>
  );
}
