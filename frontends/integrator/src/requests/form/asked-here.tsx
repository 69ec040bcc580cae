import { Message } from '@portal/ui';
import { changesAtField } from '../asked-changes.ts';
import { Conflict } from './changed-elsewhere.tsx';
import { useForm } from './form-context.ts';
import type { FieldName } from './form-values.ts';

/** What is to be known at a field, above it: what the reviewer asked for, and what another device made of it. */
export function AskedHere({ name }: { readonly name: FieldName }) {
  const { asked } = useForm();
  return (
    <>
      {changesAtField(asked, name).map((change) => (
        <Message
          key={`${change.label} ${change.message}`}
          tone="warning"
          role="none"
          title={`Ajuste solicitado: ${change.label}`}
        >
          <p>{change.message}</p>
        </Message>
      ))}
      <Conflict name={name} />
    </>
  );
}
