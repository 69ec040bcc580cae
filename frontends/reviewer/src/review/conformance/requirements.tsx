import { CONFORMANCE_OUTCOME_LABELS, type ConformanceOutcome, formatDateTime } from '@portal/domain';
import { Select } from '@portal/ui';
import { useState } from 'react';
import type { ReviewedRunFragment } from '../../gql/graphql.ts';
import { CallReplay } from './call-replay.tsx';
import { Overrides } from './overrides.tsx';

type Run = ReviewedRunFragment;
type Requirement = Run['requirements'][number];

/** A run with its requirements: what was seen of each, and what people find. */
export function Requirements({ run }: { readonly run: Run }) {
  const { requirements } = run;
  const [outcome, setOutcome] = useState<ConformanceOutcome | ''>('');
  const counts = Map.groupBy(requirements, (one) => one.outcome);
  const shown = requirements.filter((one) => outcome === '' || one.outcome === outcome);
  return (
    <>
      <Select
        label="Mostrar"
        value={outcome}
        onChange={(event) => setOutcome(event.target.value as ConformanceOutcome | '')}
        options={[
          { value: '', label: `Todos os requisitos (${requirements.length})` },
          ...[...counts].map(([value, found]) => ({
            value,
            label: `${CONFORMANCE_OUTCOME_LABELS[value]} (${found.length})`,
          })),
        ]}
      />
      {shown.map((requirement) => (
        <RequirementFacts key={requirement.key} requirement={requirement} runId={run.id} />
      ))}
    </>
  );
}

interface RequirementFactsProps {
  readonly requirement: Requirement;
  readonly runId: string;
}

function RequirementFacts({ requirement, runId }: RequirementFactsProps) {
  const { title, outcome, source, notTested, declaration, steps } = requirement;
  return (
    <details className="conformance-requirement">
      <summary>
        {title}: {CONFORMANCE_OUTCOME_LABELS[outcome].toLowerCase()}
      </summary>
      {notTested !== null && <p>Não é testado: {notTested}</p>}
      {declaration && (
        <p>
          Declarado pelo integrador em {formatDateTime(declaration.at)}: {declaration.reason}
        </p>
      )}
      {steps.map((step) => {
        const [told] = step.attempts.filter((attempt) => attempt.outcome === step.outcome);
        return (
          <div key={step.key}>
            <p>
              <strong>{step.title}</strong>: {CONFORMANCE_OUTCOME_LABELS[step.outcome].toLowerCase()}. {told?.why}
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
      <Overrides requirement={requirement} runId={runId} />
      <p className="requirement-source">
        <a href={source}>De onde vem este requisito</a>
      </p>
    </details>
  );
}
