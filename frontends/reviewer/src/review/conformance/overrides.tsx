import { CONFORMANCE_OUTCOME_LABELS, CONFORMANCE_OVERRIDE_STATE_LABELS, formatDateTime } from '@portal/domain';
import { Message } from '@portal/ui';
import type { ReviewedRunFragment } from '../../gql/graphql.ts';
import { Decide } from './override-decide.tsx';
import { ProposeForm } from './override-propose.tsx';

type Requirement = ReviewedRunFragment['requirements'][number];
type Override = Requirement['overrides'][number];

/** What a requirement and the run that it is of are shown with. */
export interface OverridesProps {
  readonly requirement: Requirement;
  readonly runId: string;
}

/** What people find of a requirement, beside what the judge saw: what waits, what counts, what did not come to count. */
export function Overrides({ requirement, runId }: OverridesProps) {
  const { overrides, judged, outcome, allowedOverrides } = requirement;
  const told = overrides.filter(({ state }) => state !== 'OPEN');
  const open = overrides.find(({ state }) => state === 'OPEN');
  return (
    <>
      {outcome !== judged && <p>O juiz viu: {word(judged)}.</p>}
      {open && (
        <Message tone="warning" role="none" title={`Proposta: ${word(open.outcome)}`}>
          <p>
            Proposta {open.allowedActions.includes('WITHDRAW') ? 'por você' : 'por uma pessoa da análise'} em{' '}
            {formatDateTime(open.proposedAt)}, quando o juiz via: {word(open.judged)}.{' '}
            {open.allowedActions.includes('WITHDRAW') && 'Uma segunda pessoa da análise decide.'}
          </p>
          <p className="as-written">{open.reason}</p>
        </Message>
      )}
      {open && <Decide key={open.proposalId} override={open} requirement={requirement} runId={runId} />}
      {told.length > 0 && (
        <ul>
          {told.map((override) => (
            <li key={override.proposalId}>
              <Told override={override} judged={judged} />
            </li>
          ))}
        </ul>
      )}
      {allowedOverrides.length > 0 && <ProposeForm requirement={requirement} runId={runId} />}
    </>
  );
}

function Told({ override, judged }: { readonly override: Override; readonly judged: Requirement['judged'] }) {
  const { outcome, judged: of, reason, proposedAt, state, decidedAt, comment } = override;
  return (
    <>
      <p>
        {state === 'CONFIRMED' ? <strong>Por análise: {word(outcome)}</strong> : `Proposta: ${word(outcome)}`}.{' '}
        {CONFORMANCE_OVERRIDE_STATE_LABELS[state]}
        {decidedAt && ` em ${formatDateTime(decidedAt)}`}; proposta em {formatDateTime(proposedAt)}, quando o juiz via:{' '}
        {word(of)}.{state === 'CONFIRMED' && outcome === judged && ' Agora o juiz vê o mesmo.'}
      </p>
      <p className="as-written">{reason}</p>
      {comment !== null && <p className="as-written">Recusada porque: {comment}</p>}
    </>
  );
}

const word = (outcome: Requirement['judged']) => CONFORMANCE_OUTCOME_LABELS[outcome].toLowerCase();
