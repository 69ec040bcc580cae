import { actMessage, useAct } from '@portal/console/acts';
import { API_SCOPE_LABELS, API_SCOPES, type ApiScope } from '@portal/domain';
import { Button, CheckboxGroup, ErrorSummary, Message, Select, TextArea, TextField } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import { CreateAccessToken } from './token.documents.ts';
import {
  errorsOfProblems,
  LIFETIMES,
  readTokenForm,
  type TokenErrors,
  type TokenField,
  type TokenForm,
} from './token-form.ts';

const EMPTY: TokenForm = { name: '', scopes: [], days: '90', allowedIps: '' };

const SCOPE_OPTIONS = API_SCOPES.map((value) => ({ value, label: API_SCOPE_LABELS[value], help: value }));

const FIELD_LABELS: Record<TokenField, string> = {
  name: 'Nome',
  scopes: 'Permissões',
  expiresAt: 'Validade',
  allowedIps: 'Endereços IP permitidos',
};

interface CreateTokenProps {
  /** Called with what was made: the token is not shown anywhere else. */
  readonly onMade: (made: { name: string; token: string }) => void;
}

/** The form that makes a token. */
export function CreateToken({ onMade }: CreateTokenProps) {
  const [form, setForm] = useState(EMPTY);
  const [errors, setErrors] = useState<TokenErrors>({});
  const [problem, setProblem] = useState<string>();
  const [attempt, setAttempt] = useState(0);
  const [create, busy] = useAct(CreateAccessToken);

  function change(changed: Partial<TokenForm>): void {
    setForm((before) => ({ ...before, ...changed }));
  }

  function show(found: TokenErrors, rest?: string): void {
    setErrors(found);
    setProblem(rest);
    setAttempt((before) => before + 1);
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (busy) return;
    const read = readTokenForm(form, new Date());
    if ('errors' in read) return show(read.errors);
    const { data, error } = await create({ input: read.input });
    const made = data?.createPersonalAccessToken;
    if (made?.token) {
      setForm(EMPTY);
      show({});
      return onMade({ name: read.input.name, token: made.token });
    }
    const { errors: found, rest } = errorsOfProblems(made?.problems ?? []);
    show(found, rest ?? (Object.keys(found).length === 0 ? actMessage(undefined, error) : undefined));
  }

  const summary = Object.entries(errors).map(([field, text]) => ({
    fieldId: `token-${field}`,
    text: `${FIELD_LABELS[field as TokenField]}: ${text}`,
  }));
  return (
    <form noValidate onSubmit={(event) => void submit(event)} aria-labelledby="new-token">
      <h2 id="new-token">Criar um token</h2>
      <ErrorSummary errors={summary} attempt={attempt} />
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
      <TextField
        id="token-name"
        label={FIELD_LABELS.name}
        help="Para você reconhecer o programa que vai usar este token."
        value={form.name}
        autoComplete="off"
        onChange={(event) => change({ name: event.target.value })}
        error={errors.name}
      />
      <CheckboxGroup<ApiScope>
        id="token-scopes"
        legend={FIELD_LABELS.scopes}
        help="Escolha só o que o programa precisa fazer. Ele age em seu nome, só como integrador."
        options={SCOPE_OPTIONS}
        value={form.scopes}
        onChange={(scopes) => change({ scopes })}
        error={errors.scopes}
      />
      <Select
        id="token-expiresAt"
        label={FIELD_LABELS.expiresAt}
        options={LIFETIMES}
        value={form.days}
        onChange={(event) => change({ days: event.target.value })}
        error={errors.expiresAt}
      />
      <TextArea
        id="token-allowedIps"
        label={FIELD_LABELS.allowedIps}
        optional
        help="Um endereço ou faixa por linha, como 200.130.0.10 ou 200.130.0.0/24. Em branco, o token vale de qualquer endereço."
        value={form.allowedIps}
        spellCheck={false}
        onChange={(event) => change({ allowedIps: event.target.value })}
        error={errors.allowedIps}
      />
      <Button type="submit" variant="primary" icon="key" busy={busy}>
        Criar token
      </Button>
    </form>
  );
}
