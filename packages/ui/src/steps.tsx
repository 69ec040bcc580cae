import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface StepItem {
  label: string;
  /** Overrides what the place says: a stage that is done may still have errors. */
  state?: 'done' | 'error' | 'todo';
}

export interface StepsProps {
  /** What the steps lead to, for assistive technology. */
  label: string;
  steps: readonly StepItem[];
  /** Index of the current step. */
  current: number;
  /** Makes each step a button. */
  onSelect?: (index: number) => void;
}

const words = { done: 'concluída', error: 'com erro', todo: 'a fazer' };

/** Stages in order, the current one marked with aria-current. */
export function Steps({ label, steps, current, onSelect }: StepsProps) {
  return (
    <nav className="br-step" aria-label={label}>
      <ol className="steps">
        {steps.map((step, index) => {
          const state = step.state ?? (index < current ? 'done' : 'todo');
          const here = index === current;
          const content = (
            <>
              <span className="step-mark" aria-hidden="true">
                {state === 'done' && !here ? <Icon name="check" /> : state === 'error' ? '!' : index + 1}
              </span>
              <span className="step-label">
                <VisuallyHidden>Etapa {index + 1}: </VisuallyHidden>
                {step.label}
                {!here && <VisuallyHidden>, {words[state]}</VisuallyHidden>}
              </span>
            </>
          );
          return (
            <li key={step.label} className={classNames('step', here && 'is-current', `is-${state}`)}>
              {onSelect ? (
                <button type="button" onClick={() => onSelect(index)} aria-current={here ? 'step' : undefined}>
                  {content}
                </button>
              ) : (
                <span className="step-content" aria-current={here ? 'step' : undefined}>
                  {content}
                </span>
              )}
            </li>
          );
        })}
      </ol>
      <p className="steps-short" aria-hidden="true">
        Etapa {current + 1} de {steps.length}: {steps[current]?.label}
      </p>
    </nav>
  );
}
