import { Message } from '@portal/ui';
import type { FormHTMLAttributes } from 'react';
import { type FormState, problemsId } from './use-form.ts';

interface FormProps extends Omit<FormHTMLAttributes<HTMLFormElement>, 'id' | 'onSubmit' | 'noValidate'> {
  readonly of: Pick<FormState<object>, 'id' | 'submit' | 'problems'>;
}

/** A small form, with what is wrong and about none of its fields on top. */
export function Form({ of, children, ...form }: FormProps) {
  return (
    <form {...form} id={of.id} onSubmit={of.submit} noValidate>
      {of.problems.length > 0 && (
        <div id={problemsId(of.id)}>
          {of.problems.map((text, place) => (
            <Message key={`${place} ${text}`} tone="danger">
              {text}
            </Message>
          ))}
        </div>
      )}
      {children}
    </form>
  );
}
