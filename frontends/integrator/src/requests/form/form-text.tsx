import { type Mask, MaskedField, TextArea, TextField } from '@portal/ui';
import type { HTMLInputAutoCompleteAttribute, InputHTMLAttributes, ReactNode } from 'react';
import { AskedHere } from './asked-here.tsx';
import { FIELDS } from './fields.ts';
import { faultAt, fieldId, leaveField, useForm } from './form-context.ts';

/** The fields that are one text. */
type TextName =
  | 'manager.name'
  | 'manager.cpf'
  | 'manager.email'
  | 'manager.phone'
  | 'system.name'
  | 'system.description'
  | 'system.vendor'
  | 'system.database'
  | 'system.monthlyVolume';

interface FormTextProps {
  readonly name: TextName;
  /** The label on screen, where it is not the rule's. */
  readonly label?: string;
  readonly help?: ReactNode;
  readonly hint?: ReactNode;
  readonly inputMode?: InputHTMLAttributes<HTMLInputElement>['inputMode'];
  readonly type?: 'text' | 'email' | 'tel';
  readonly autoComplete?: HTMLInputAutoCompleteAttribute;
  readonly mask?: Mask;
}

/** A field of one line, saved as one types and leaves it. */
export function FormText({ name, label, mask, ...look }: FormTextProps) {
  const { store, state } = useForm();
  const field = {
    ...look,
    id: fieldId(name),
    label: label ?? FIELDS[name].label,
    optional: FIELDS[name].missing === null,
    error: faultAt(state, name),
    onBlur: () => leaveField(store, name),
  };
  return (
    <>
      <AskedHere name={name} />
      {mask === undefined ? (
        <TextField {...field} value={state.values[name]} onChange={(event) => store.type(name, event.target.value)} />
      ) : (
        <MaskedField
          {...field}
          mask={mask}
          value={state.values[name]}
          onValueChange={(value) => store.type(name, value)}
        />
      )}
    </>
  );
}

interface FormTextAreaProps {
  readonly name: TextName;
  readonly help?: ReactNode;
  readonly hint?: ReactNode;
  readonly limit: number;
}

/** A field of several lines, saved as one types and leaves it. */
export function FormTextArea({ name, ...look }: FormTextAreaProps) {
  const { store, state } = useForm();
  return (
    <>
      <AskedHere name={name} />
      <TextArea
        {...look}
        id={fieldId(name)}
        label={FIELDS[name].label}
        error={faultAt(state, name)}
        value={state.values[name]}
        onChange={(event) => store.type(name, event.target.value)}
        onBlur={() => leaveField(store, name)}
      />
    </>
  );
}
