import { CONFORMANCE_OUTCOME_LABELS, CONFORMANCE_OVERRIDE_STATE_LABELS, formatDateTime } from '@portal/domain';
import { Disclosure, Message } from '@portal/ui';
import type { Requirement } from './run-facts.ts';

type Override = Requirement['overrides'][number];

/** What reviewers found of a requirement, beside what the judge saw; nothing where they found nothing. */
export function OverrideTold({ requirement }: { readonly requirement: Requirement }) {
  const { overrides, judged } = requirement;
  const open = overrides.find(({ state }) => state === 'OPEN');
  const counts = overrides.find(({ state }) => state === 'CONFIRMED');
  const others = overrides.filter((one) => one !== open && one !== counts);
  return (
    <>
      {open && (
        <Message tone="warning" role="none" title="Em análise por uma segunda pessoa">
          <p>
            O juiz viu: {word(judged)}. Uma pessoa da análise propôs, em {formatDateTime(open.proposedAt)}:{' '}
            {word(open.outcome)}, porque:
          </p>
          <p className="as-written">{open.reason}</p>
        </Message>
      )}
      {counts && (
        <Message tone="info" role="none" title={`Por análise: ${word(counts.outcome)}`}>
          <p>{judgeWords(counts, judged)}</p>
          <p className="as-written">{counts.reason}</p>
          <p>
            Proposto em {formatDateTime(counts.proposedAt)}
            {counts.decidedAt && `, confirmado por uma segunda pessoa em ${formatDateTime(counts.decidedAt)}`}.
          </p>
        </Message>
      )}
      {others.length > 0 && (
        <Disclosure summary={`Propostas que não contam (${others.length})`}>
          <ul>
            {others.map(({ proposalId, outcome, reason, proposedAt, state }) => (
              <li key={proposalId}>
                {formatDateTime(proposedAt)}: {word(outcome)}. {CONFORMANCE_OVERRIDE_STATE_LABELS[state]}. {reason}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

const word = (outcome: Requirement['outcome']) => CONFORMANCE_OUTCOME_LABELS[outcome].toLowerCase();

function judgeWords({ outcome, judged: of }: Override, judged: Requirement['outcome']): string {
  if (outcome === judged) return `O juiz tinha visto: ${word(of)}, e agora vê o mesmo que as pessoas. O motivo delas:`;
  return of === judged
    ? `O juiz viu: ${word(judged)}. As pessoas acharam outra coisa, porque:`
    : `O juiz vê agora: ${word(judged)}; quando foi proposto, tinha visto: ${word(of)}. As pessoas acharam outra coisa, porque:`;
}
