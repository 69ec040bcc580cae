import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

/** What every field has around its control. */
export interface FieldFrame {
  /** The field's name. Always shown. */
  label: string;
  /** How to fill it in, in one line under the label. */
  help?: ReactNode;
  /** Longer help, shown beside the field where there is room and under it where there is not. */
  hint?: ReactNode;
  /** What is wrong and how to mend it. */
  error?: ReactNode;
  /** Marks the label with "(opcional)". */
  optional?: boolean;
  /** Id of the control; made when absent. Give it when an ErrorSummary links here. */
  id?: string;
  /** Stands at the end of the control's row, such as a button "Consultar". */
  action?: ReactNode;
}

/** The attributes that tie a control to its label, help and error. */
export interface ControlProps {
  id: string;
  'aria-invalid': true | undefined;
  'aria-describedby': string | undefined;
}

interface FieldProps extends FieldFrame {
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** Label, help, control, error and hint of one field, tied together for assistive technology. */
export function Field({ label, help, hint, error, optional, id, action, className, children }: FieldProps) {
  const made = useId();
  const controlId = id ?? made;
  const described = [help && `${controlId}-help`, error && `${controlId}-error`, hint && `${controlId}-hint`];
  const control: ControlProps = {
    id: controlId,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described.filter(Boolean).join(' ') || undefined,
  };
  return (
    <div className={classNames('field', hint ? 'has-hint' : false, className)}>
      <div className={classNames('field-main', error ? 'danger' : false)}>
        <label htmlFor={controlId}>
          {label}
          {optional && <span className="field-optional"> (opcional)</span>}
        </label>
        {help && <FieldText id={`${controlId}-help`}>{help}</FieldText>}
        <div className="field-row">
          {children(control)}
          {action}
        </div>
        {error && <FieldError id={`${controlId}-error`}>{error}</FieldError>}
      </div>
      {hint && (
        <div className="field-hint" id={`${controlId}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

export function FieldText({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-help" id={id}>
      {children}
    </p>
  );
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="field-error" id={id}>
      <Icon name="danger" />
      <span>{children}</span>
    </p>
  );
}
