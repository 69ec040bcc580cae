import { useViewer } from '@portal/console';
import { Thread } from '@portal/console/conformance';
import {
  CONFORMANCE_OUTCOME_LABELS,
  type ConformanceOutcome,
  formatDateTime,
  newMessagesWord,
  outcomeWord,
} from '@portal/domain';
import { Select } from '@portal/ui';
import { useState } from 'react';
import type { ReviewedRunFragment } from '../../gql/graphql.ts';
import { CallReplay } from './call-replay.tsx';
import { Overrides, type OverridesProps } from './overrides.tsx';

type Run = ReviewedRunFragment;

interface RequirementsProps {
  readonly run: Run;
  /** The request that is decided by it, where it is read beside one. */
  readonly requestId?: string | undefined;
  /** The requirement that is open from the start. */
  readonly opened?: string | undefined;
}

/** A run with its requirements: what was seen of each, and what people find. */
export function Requirements({ run, requestId, opened }: RequirementsProps) {
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
        <RequirementFacts
          key={requirement.key}
          requirement={requirement}
          runId={run.id}
          requestId={requestId}
          mayWrite={run.mayWriteMessages}
          open={requirement.key === opened}
        />
      ))}
    </>
  );
}

function RequirementFacts({
  requirement,
  runId,
  requestId,
  mayWrite,
  open,
}: OverridesProps & { readonly mayWrite: boolean; readonly open: boolean }) {
  const { title, outcome, source, notTested, declaration, steps, unreadMessages } = requirement;
  const viewer = useViewer();
  return (
    <details className="conformance-requirement" open={open}>
      <summary>
        {/* Where the focus goes when an act takes its button away. */}
        <h3>
          {title}: {outcomeWord(outcome)}
          {unreadMessages > 0 && ` (${newMessagesWord(unreadMessages)})`}
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
      <Thread
        runId={runId}
        requirement={requirement}
        side="REVIEWERS"
        viewerId={viewer?.id ?? ''}
        mayWrite={mayWrite}
      />
      <p className="requirement-source">
        <a href={source}>De onde vem este requisito</a>
      </p>
    </details>
  );
}
