import type { Ref, SelectHTMLAttributes } from 'react';
import { Field, type FieldFrame } from './field.tsx';
import { Icon } from './icon.tsx';

export interface Option<Value extends string = string> {
  value: Value;
  label: string;
  /** One line of help under the label (radio and checkbox groups only). */
  help?: string;
  disabled?: boolean;
}

export interface SelectProps extends FieldFrame, Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'size'> {
  options: readonly Option[];
  /** First, empty option, such as "Selecione" or "Todos". Without it there is none. */
  placeholder?: string;
  ref?: Ref<HTMLSelectElement>;
}

/** A native select. */
export function Select({
  label,
  help,
  hint,
  error,
  optional,
  id,
  action,
  className,
  options,
  placeholder,
  ...select
}: SelectProps) {
  return (
    <Field {...{ label, help, hint, error, optional, id, action }} className={className}>
      {(control) => (
        <div className="br-input select">
          <select {...select} {...control}>
            {placeholder !== undefined && <option value="">{placeholder}</option>}
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </div>
      )}
    </Field>
  );
}
