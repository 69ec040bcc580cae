import { CONFORMANCE_OVERRIDE_STATE_LABELS, formatDateTime, outcomeWord } from '@portal/domain';
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
            Resultado automático: {outcomeWord(judged)}. Um analista propôs, em {formatDateTime(open.proposedAt)}:{' '}
            {outcomeWord(open.outcome)}, porque:
          </p>
          <p className="as-written">{open.reason}</p>
        </Message>
      )}
      {counts && (
        <Message tone="info" role="none" title={titleOf(counts)}>
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
                {formatDateTime(proposedAt)}: {outcomeWord(outcome)}. {CONFORMANCE_OVERRIDE_STATE_LABELS[state]}.{' '}
                <span className="as-written">{reason}</span>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </>
  );
}

function titleOf({ outcome }: Override): string {
  return outcome === 'AS_JUDGED' ? 'Avaliação por pessoas retirada' : `Resultado da análise: ${outcomeWord(outcome)}`;
}

function judgeWords({ outcome, judged: of }: Override, judged: Requirement['outcome']): string {
  if (outcome === 'AS_JUDGED') {
    return `Vale o resultado automático, que agora é: ${outcomeWord(judged)}. Os analistas retiraram a avaliação deles, porque:`;
  }
  const then = of === judged ? '' : `; quando foi proposto, era: ${outcomeWord(of)}`;
  const seen = `Resultado automático: ${outcomeWord(judged)}${then}.`;
  return outcome === judged
    ? `${seen} Agora ele é o mesmo que o dos analistas. O motivo deles:`
    : `${seen} Os analistas chegaram a outro resultado, porque:`;
}
