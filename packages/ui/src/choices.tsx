import { type InputHTMLAttributes, type ReactNode, type Ref, useId } from 'react';
import { classNames } from './class-names.ts';
import { FieldError, FieldText } from './field.tsx';
import type { Option } from './select.tsx';

export interface CheckboxProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'type' | 'size'> {
  /** Stands beside the box and is part of what one can press. */
  label: ReactNode;
  help?: ReactNode;
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
}

/** One box to tick. */
export function Checkbox({ label, help, error, id, className, ...input }: CheckboxProps) {
  const made = useId();
  const controlId = id ?? made;
  const described = [help && `${controlId}-help`, error && `${controlId}-error`].filter(Boolean).join(' ');
  return (
    <div className={classNames('choice', className)}>
      <div className={classNames('br-checkbox', error ? 'is-invalid' : false)}>
        <input
          {...input}
          type="checkbox"
          id={controlId}
          aria-invalid={error ? true : undefined}
          aria-describedby={described || undefined}
        />
        <label htmlFor={controlId}>{label}</label>
      </div>
      {help && <FieldText id={`${controlId}-help`}>{help}</FieldText>}
      {error && <FieldError id={`${controlId}-error`}>{error}</FieldError>}
    </div>
  );
}

interface GroupFrame {
  /** The question. */
  legend: string;
  help?: ReactNode;
  error?: ReactNode;
  optional?: boolean;
  /** Id of the first choice; give it when an ErrorSummary links here. */
  id?: string;
  /** Choices beside each other instead of one under the other. */
  inline?: boolean;
}

function Group({ legend, help, error, optional, id, inline, children }: GroupFrame & { children: ReactNode }) {
  const described = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <fieldset
      className={classNames('choices', inline && 'inline')}
      aria-describedby={described || undefined}
      aria-invalid={error ? true : undefined}
    >
      <legend>
        {legend}
        {optional && <span className="field-optional"> (opcional)</span>}
      </legend>
      {help && <FieldText id={`${id}-help`}>{help}</FieldText>}
      <div className="choices-list">{children}</div>
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}

export interface RadioOption<Value extends string> extends Option<Value> {
  /** The key that chooses it, told to assistive technology; that it does is yours to see to. */
  keyShortcut?: string;
}

export interface RadioGroupProps<Value extends string> extends GroupFrame {
  options: readonly RadioOption<Value>[];
  value: Value | null | undefined;
  onChange: (value: Value) => void;
  onBlur?: () => void;
  disabled?: boolean;
}

/** One choice out of a few, all of them in sight. */
export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { options, value, onChange, onBlur, disabled, ...frame } = props;
  const made = useId();
  const id = frame.id ?? made;
  return (
    <Group {...frame} id={id}>
      {options.map((option, index) => {
        const optionId = index === 0 ? id : `${id}-${option.value}`;
        return (
          <div className="choice" key={option.value}>
            <div className="br-radio">
              <input
                type="radio"
                id={optionId}
                name={`${id}-choice`}
                value={option.value}
                checked={option.value === value}
                disabled={disabled || option.disabled}
                onChange={() => onChange(option.value)}
                onBlur={onBlur}
                aria-keyshortcuts={option.keyShortcut}
                aria-describedby={option.help ? `${optionId}-text` : undefined}
              />
              <label htmlFor={optionId}>{option.label}</label>
            </div>
            {option.help && <FieldText id={`${optionId}-text`}>{option.help}</FieldText>}
          </div>
        );
      })}
    </Group>
  );
}

export interface CheckboxGroupProps<Value extends string> extends GroupFrame {
  options: readonly Option<Value>[];
  value: readonly Value[];
  onChange: (value: Value[]) => void;
  onBlur?: () => void;
  disabled?: boolean;
}

/** Any number of choices out of a few. The value keeps the options' order. */
export function CheckboxGroup<Value extends string>(props: CheckboxGroupProps<Value>) {
  const { options, value, onChange, onBlur, disabled, ...frame } = props;
  const made = useId();
  const id = frame.id ?? made;
  const chosen = new Set(value);
  function toggle(changed: Value) {
    const next = new Set(chosen);
    if (!next.delete(changed)) next.add(changed);
    onChange(options.map((option) => option.value).filter((option) => next.has(option)));
  }
  return (
    <Group {...frame} id={id}>
      {options.map((option, index) => (
        <Checkbox
          key={option.value}
          id={index === 0 ? id : `${id}-${option.value}`}
          label={option.label}
          help={option.help}
          checked={chosen.has(option.value)}
          disabled={disabled || option.disabled}
          onChange={() => toggle(option.value)}
          onBlur={onBlur}
        />
      ))}
    </Group>
  );
}
