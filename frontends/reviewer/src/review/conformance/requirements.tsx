import { CONFORMANCE_OUTCOME_LABELS, type ConformanceOutcome, formatDateTime, outcomeWord } from '@portal/domain';
import { Select } from '@portal/ui';
import { useState } from 'react';
import type { ReviewedRunFragment } from '../../gql/graphql.ts';
import { CallReplay } from './call-replay.tsx';
import { Overrides, type OverridesProps } from './overrides.tsx';

type Run = ReviewedRunFragment;

interface RequirementsProps {
  readonly run: Run;
  readonly requestId: string;
}

/** A run with its requirements: what was seen of each, and what people find. */
export function Requirements({ run, requestId }: RequirementsProps) {
  const { requirements } = run;
  const [chosen, setChosen] = useState<ConformanceOutcome | ''>('');
  const counts = Map.groupBy(requirements, (one) => one.outcome);
  // The last of an outcome may have come to another since it was chosen.
  const filter = chosen !== '' && counts.has(chosen) ? chosen : '';
  const shown = requirements.filter((one) => filter === '' || one.outcome === filter);
  return (
    <>
      <Select
        label="Mostrar"
        value={filter}
        onChange={(event) => setChosen(event.target.value as ConformanceOutcome | '')}
        options={[
          { value: '', label: `Todos os requisitos (${requirements.length})` },
          ...[...counts].map(([value, found]) => ({
            value,
            label: `${CONFORMANCE_OUTCOME_LABELS[value]} (${found.length})`,
          })),
        ]}
      />
      {shown.map((requirement) => (
        <RequirementFacts key={requirement.key} requirement={requirement} runId={run.id} requestId={requestId} />
      ))}
    </>
  );
}

function RequirementFacts({ requirement, runId, requestId }: OverridesProps) {
  const { title, outcome, source, notTested, declaration, steps } = requirement;
  return (
    <details className="conformance-requirement">
      <summary>
        {/* Where the focus goes when an act takes its button away. */}
        <h3>
          {title}: {outcomeWord(outcome)}
        </h3>
      </summary>
      {notTested !== null && <p>Não é testado: {notTested}</p>}
      {declaration && (
        <p>
          Declarado pelo integrador em {formatDateTime(declaration.at)}:{' '}
          <span className="as-written">{declaration.reason}</span>
        </p>
      )}
      {steps.map((step) => {
        const [told] = step.attempts.filter((attempt) => attempt.outcome === step.outcome);
        return (
          <div key={step.key}>
            <p>
              <strong>{step.title}</strong>: {outcomeWord(step.outcome)}. {told?.why}
            </p>
            <ul>
              {(told?.calls ?? []).map((one) => (
                <li key={`${one.as} ${one.at}`}>
                  <CallReplay seen={one} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
      <Overrides requirement={requirement} runId={runId} requestId={requestId} />
      <p className="requirement-source">
        <a href={source}>De onde vem este requisito</a>
      </p>
    </details>
  );
}
