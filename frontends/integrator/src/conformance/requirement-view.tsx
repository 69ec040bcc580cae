import { useViewer } from '@portal/console';
import { Thread } from '@portal/console/conformance';
import { CONFORMANCE_SEVERITY_LABELS, formatDateTime, newMessagesWord } from '@portal/domain';
import { Disclosure, Tag } from '@portal/ui';
import { Declaration } from './declaration.tsx';
import { OutcomeTag } from './outcome-tag.tsx';
import { OverrideTold } from './override-told.tsx';
import type { Requirement } from './run-facts.ts';
import { StepView } from './step-view.tsx';

interface RequirementViewProps {
  readonly requirement: Requirement;
  readonly runId: string;
  readonly credentialId: string;
  readonly active: boolean;
  /** Whether reviewers look at the run, and may be asked. */
  readonly mayWrite: boolean;
}

/** What is asked, and how it was met: one line, and more for who wants it. */
export function RequirementView({ requirement, runId, credentialId, active, mayWrite }: RequirementViewProps) {
  const { title, severity, source, outcome, notTested, steps, declaration, unreadMessages } = requirement;
  const viewer = useViewer();
  return (
    <Disclosure
      summary={
        <span className="requirement">
          <OutcomeTag outcome={outcome} />
          <span>{title}</span>
          {severity === 'RECOMMENDED' && <span className="field-help">{CONFORMANCE_SEVERITY_LABELS[severity]}</span>}
          {unreadMessages > 0 && <Tag tone="yellow">{newMessagesWord(unreadMessages)}</Tag>}
        </span>
      }
    >
      {notTested !== null && <p>Não é testado aqui: {notTested}</p>}
      {declaration && (
        <p>
          Declarado em {formatDateTime(declaration.at)}: <span className="as-written">{declaration.reason}</span>
        </p>
      )}
      <OverrideTold requirement={requirement} />
      {steps.length > 0 && (
        <ol className="steps-to-see">
          {steps.map((step) => (
            <li key={step.key}>
              <StepView step={step} credentialId={credentialId} active={active} />
            </li>
          ))}
        </ol>
      )}
      <Declaration requirement={requirement} runId={runId} active={active} />
      <Thread
        runId={runId}
        requirement={requirement}
        side="INTEGRATOR"
        viewerId={viewer?.id ?? ''}
        mayWrite={mayWrite}
      />
      <p className="field-help requirement-source">
        <a href={source} rel="noreferrer">
          De onde vem<span className="visually-hidden"> o requisito {title}</span>
        </a>
      </p>
    </Disclosure>
  );
}
