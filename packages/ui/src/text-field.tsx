import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { Field, type FieldFrame } from './field.tsx';

export interface TextFieldProps extends FieldFrame, Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'size'> {
  ref?: Ref<HTMLInputElement>;
}

/** One line of text. Give `inputMode` and `autoComplete` where they fit. */
export function TextField({ label, help, hint, error, optional, id, action, className, ...input }: TextFieldProps) {
  return (
    <Field {...{ label, help, hint, error, optional, id, action }} className={className}>
      {(control) => (
        <div className="br-input">
          <input type="text" {...input} {...control} />
        </div>
      )}
    </Field>
  );
}

export interface TextAreaProps extends FieldFrame, Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'> {
  /** Shows how much of `limit` is used; does not cut the text. Give it together with `value`. */
  limit?: number;
  ref?: Ref<HTMLTextAreaElement>;
}

/** Several lines of text. */
export function TextArea({ label, help, hint, error, optional, id, action, className, limit, ...area }: TextAreaProps) {
  const used = typeof area.value === 'string' ? area.value.length : undefined;
  return (
    <Field {...{ label, help, hint, error, optional, id, action }} className={className}>
      {(control) => (
        <div className="br-textarea">
          <textarea rows={4} {...area} {...control} />
          {limit !== undefined && used !== undefined && (
            <p className="field-count">
              {used.toLocaleString('pt-BR')} de {limit.toLocaleString('pt-BR')} caracteres
            </p>
          )}
        </div>
      )}
    </Field>
  );
}
