import { Message } from '@portal/ui';
import { changesAtField } from '../asked-changes.ts';
import { useForm } from './form-context.ts';
import type { FieldName } from './form-values.ts';

/** What the reviewer asked to be changed at a field, above it. */
export function AskedHere({ name }: { readonly name: FieldName }) {
  const { asked } = useForm();
  return changesAtField(asked, name).map((change) => (
    <Message
      key={`${change.label} ${change.message}`}
      tone="warning"
      role="none"
      title={`Ajuste solicitado: ${change.label}`}
    >
      <p>{change.message}</p>
    </Message>
  ));
}
