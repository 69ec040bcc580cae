import { problemsOf, useAct } from '@portal/console/acts';
import { Form, useForm } from '@portal/console/forms';
import { API_SCOPE_LABELS, API_SCOPES, type ApiScope } from '@portal/domain';
import { Button, CheckboxGroup, Select, TextArea, TextField } from '@portal/ui';
import { CreateAccessToken } from './token.documents.ts';
import { LIFETIMES, TOKEN_FORM } from './token-form.ts';

const EMPTY = { name: '', scopes: [], expiresAt: '90', allowedIps: '' };

const SCOPE_OPTIONS = API_SCOPES.map((value) => ({ value, label: API_SCOPE_LABELS[value], help: value }));

interface CreateTokenProps {
  /** Called with what was made: the token is not shown anywhere else. */
  readonly onMade: (made: { name: string; token: string }) => void;
}

/** The form that makes a token. */
export function CreateToken({ onMade }: CreateTokenProps) {
  const [create] = useAct(CreateAccessToken);
  const form = useForm({
    schema: TOKEN_FORM,
    initial: EMPTY,
    send: async (input) => {
      const { data, error } = await create({ input });
      const made = data?.createPersonalAccessToken;
      if (made?.token) {
        form.change(EMPTY);
        onMade({ name: input.name, token: made.token });
      }
      return problemsOf(made, error);
    },
  });
  return (
    <>
      <h2 id="new-token">Criar um token</h2>
      <Form of={form} aria-labelledby="new-token">
        <TextField
          {...form.text('name')}
          label="Nome"
          help="Para você reconhecer o programa que vai usar este token."
          autoComplete="off"
        />
        <CheckboxGroup<ApiScope>
          {...form.choice('scopes')}
          legend="Permissões"
          help="Escolha só o que o programa precisa fazer. Ele age em seu nome, só como integrador."
          options={SCOPE_OPTIONS}
        />
        <Select {...form.text('expiresAt')} label="Validade" options={LIFETIMES} />
        <TextArea
          {...form.text('allowedIps')}
          label="Endereços IP permitidos"
          optional
          help="Um endereço ou faixa por linha, como 200.130.0.10 ou 200.130.0.0/24. Em branco, o token vale de qualquer endereço."
          spellCheck={false}
        />
        <Button type="submit" variant="primary" icon="key" busy={form.submitting}>
          Criar token
        </Button>
      </Form>
    </>
  );
}
