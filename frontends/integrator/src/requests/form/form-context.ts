import { afterPress } from '@portal/ui';
import { createContext, useContext } from 'react';
import type { RequestFormQuery } from '../../gql/graphql.ts';
import type { AskedChange } from '../asked-changes.ts';
import type { FormState, FormStore } from './form-store.ts';
import type { FieldName } from './form-values.ts';

/** The request whose form is open. */
export type FormRequest = NonNullable<RequestFormQuery['accessRequest']>;

/** What every field of the form reads. */
export interface OpenForm {
  readonly store: FormStore;
  readonly state: FormState;
  readonly request: FormRequest;
  /** What the reviewer asked to be changed; empty for a form that never came back. */
  readonly asked: readonly AskedChange[];
}

const FormContext = createContext<OpenForm | null>(null);

/** Gives the open form to its fields. */
export const FormProvider = FormContext.Provider;

/** The open form. */
export function useForm(): OpenForm {
  const form = useContext(FormContext);
  if (form === null) throw new Error('a field of the form needs a FormProvider above it');
  return form;
}

/** The id of a field's control, or of one of its parts, to which the summary of errors leads. */
export function fieldId(name: FieldName, at = ''): string {
  return `campo-${name.replaceAll('.', '-')}${at === '' ? '' : `-${at.replaceAll('.', '-')}`}`;
}

/**
 * Leaves a field. Where a press leaves it, what is wrong is told after the press: its line would take what is pressed from
 * under the pointer.
 */
export function leaveField(store: FormStore, name: FieldName): void {
  afterPress(() => store.leave(name));
}

/** What is wrong at a field, or at one of its parts. */
export function faultAt(state: FormState, name: FieldName, at = ''): string | undefined {
  return state.faults[name]?.find((fault) => fault.at === at)?.message;
}
