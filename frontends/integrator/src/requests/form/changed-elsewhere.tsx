import { REQUEST_ORIGIN_LABELS } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import { FIELDS } from './fields.ts';
import { fieldId, useForm } from './form-context.ts';
import type { FieldName, FormValues } from './form-values.ts';

/** What another tab or device changed and this form took over. */
export function TakenOver() {
  const { state } = useForm();
  const fields = state.takenOver.map((name) => FIELDS[name].label);
  if (fields.length === 0) return null;
  return (
    <Message tone="info" title="Esta solicitação mudou em outra aba ou aparelho">
      <p>Trouxemos o que mudou: {fields.join(', ')}. Confira antes de enviar.</p>
    </Message>
  );
}

/** Both values of a field that was changed here and elsewhere: nothing is lost, the person chooses. */
export function Conflict({ name }: { readonly name: FieldName }) {
  const { store, state, request } = useForm();
  const theirs = state.conflicts[name];
  if (theirs === undefined) return null;
  const end = (which: 'mine' | 'theirs') => {
    store.resolve(name, which);
    document.getElementById(fieldId(name))?.focus();
  };
  return (
    <Message
      tone="warning"
      title={`${FIELDS[name].label}: mudou em outra aba ou aparelho`}
      actions={
        <>
          <Button size="small" onClick={() => end('mine')}>
            Manter o que está aqui
          </Button>
          <Button size="small" onClick={() => end('theirs')}>
            Usar o outro valor
          </Button>
        </>
      }
    >
      <p>
        Lá ficou: <strong>{written(theirs, request.portfolio.services)}</strong>. O que você preencheu aqui foi mantido.
      </p>
    </Message>
  );
}

interface Named {
  readonly slug: string;
  readonly name: string;
}

function written(value: FormValues[FieldName], services: readonly Named[]): string {
  if (typeof value === 'boolean') return value ? 'aceito' : 'não aceito';
  if (typeof value === 'string') return labelOf(value) || '(vazio)';
  if ('code' in value) return [value.code, value.name].filter(Boolean).join(' – ') || '(vazio)';
  const nameOf = (one: string) => services.find(({ slug }) => slug === one)?.name ?? one;
  return value.map(nameOf).join(', ') || '(vazio)';
}

function labelOf(value: string): string {
  if (value === 'sim' || value === 'nao') return value === 'sim' ? 'Sim' : 'Não';
  return Object.hasOwn(REQUEST_ORIGIN_LABELS, value)
    ? REQUEST_ORIGIN_LABELS[value as keyof typeof REQUEST_ORIGIN_LABELS]
    : value;
}
