import { CONFORMANCE_OVERRIDE_STATE_LABELS, formatDateTime, outcomeWord } from '@portal/domain';
import { Message } from '@portal/ui';
import type { ReviewedRunFragment } from '../../gql/graphql.ts';
import { Decide } from './override-decide.tsx';
import { ProposeForm } from './override-propose.tsx';

type Requirement = ReviewedRunFragment['requirements'][number];
type Override = Requirement['overrides'][number];

/** A requirement, the run that it is of and the request that is reviewed, if any. */
export interface OverridesProps {
  readonly requirement: Requirement;
  readonly runId: string;
  readonly requestId?: string | undefined;
}

/** What people find of a requirement, beside what the judge saw: what waits, what counts, what did not come to count. */
export function Overrides({ requirement, runId, requestId }: OverridesProps) {
  const { overrides, judged, outcome } = requirement;
  const told = overrides.filter(({ state }) => state !== 'OPEN');
  const open = overrides.find(({ state }) => state === 'OPEN');
  return (
    <>
      {outcome !== judged && <p>Resultado automático: {outcomeWord(judged)}.</p>}
      {open && (
        <Message tone="warning" role="none" title={`Proposta: ${outcomeWord(open.outcome)}`}>
          <p>
            Proposta {open.allowedActions.includes('WITHDRAW') ? 'por você' : 'por um analista'} em{' '}
            {formatDateTime(open.proposedAt)}, quando o resultado automático era: {outcomeWord(open.judged)}.{' '}
            {open.allowedActions.includes('WITHDRAW') && 'Uma segunda pessoa decide.'}
          </p>
          <p className="as-written">{open.reason}</p>
        </Message>
      )}
      {open && (
        <Decide key={open.proposalId} override={open} requirement={requirement} runId={runId} requestId={requestId} />
      )}
      {told.length > 0 && (
        <ul>
          {told.map((override) => (
            <li key={override.proposalId}>
              <Told override={override} judged={judged} />
            </li>
          ))}
        </ul>
      )}
      <ProposeForm requirement={requirement} runId={runId} requestId={requestId} />
    </>
  );
}

function Told({ override, judged }: { readonly override: Override; readonly judged: Requirement['judged'] }) {
  const { outcome, judged: of, reason, proposedAt, state, decidedAt, comment } = override;
  return (
    <>
      <p>
        {state === 'CONFIRMED' ? (
          <strong>Resultado da análise: {outcomeWord(outcome)}</strong>
        ) : (
          `Proposta: ${outcomeWord(outcome)}`
        )}
        . {CONFORMANCE_OVERRIDE_STATE_LABELS[state]}
        {decidedAt && ` em ${formatDateTime(decidedAt)}`}; proposta em {formatDateTime(proposedAt)}, quando o resultado
        automático era: {outcomeWord(of)}.
        {state === 'CONFIRMED' && outcome === judged && ' Agora o resultado automático é o mesmo.'}
      </p>
      <p className="as-written">{reason}</p>
      {comment !== null && <p className="as-written">Recusada porque: {comment}</p>}
    </>
  );
}
