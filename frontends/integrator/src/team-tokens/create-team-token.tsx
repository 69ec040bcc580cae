import { problemsOf, useAct } from '@portal/console/acts';
import { Form, useForm } from '@portal/console/forms';
import { API_SCOPE_LABELS, API_SCOPES, type ApiScope } from '@portal/domain';
import { Button, CheckboxGroup, Dialog, RadioGroup, Select, TextArea, TextField } from '@portal/ui';
import { MadeToken } from '../tokens/made-token.tsx';
import { LIFETIMES } from '../tokens/token-form.ts';
import { CreateTeamToken } from './team-token.documents.ts';
import { ROLES, TEAM_TOKEN_FORM, type TokenRole } from './team-token-form.ts';

const SCOPE_OPTIONS = API_SCOPES.map((value) => ({ value, label: API_SCOPE_LABELS[value], help: value }));
const EMPTY: {
  name: string;
  role: TokenRole | undefined;
  scopes: readonly ApiScope[];
  expiresAt: string;
  allowedIps: string;
} = { name: '', role: undefined, scopes: [], expiresAt: '90', allowedIps: '' };

interface CreateTeamTokenFormProps {
  readonly teamId: string;
  /** Called with what was made: the token is not shown anywhere else. */
  readonly onMade: (made: MadeTeamToken) => void;
  readonly onClose: () => void;
}

/** A token that was just drawn. */
export interface MadeTeamToken {
  readonly name: string;
  readonly token: string;
}

/** The form that makes a token of a team. */
export function CreateTeamTokenForm({ teamId, onMade, onClose }: CreateTeamTokenFormProps) {
  const [create] = useAct(CreateTeamToken);
  const form = useForm({
    schema: TEAM_TOKEN_FORM,
    initial: EMPTY,
    send: async (input) => {
      const { data, error } = await create({ input: { teamId, ...input } });
      const made = data?.createTeamToken;
      if (made?.token) onMade({ name: input.name, token: made.token });
      return problemsOf(made, error);
    },
  });
  return (
    <Dialog
      open
      size="large"
      title="Novo token da equipe"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button type="submit" form={form.id} variant="primary" icon="key" busy={form.submitting}>
            Criar token
          </Button>
        </>
      }
    >
      <Form of={form}>
        <TextField
          {...form.text('name')}
          label="Nome"
          help="Aparece no histórico quando o programa age. Use o nome do sistema."
          autoComplete="off"
        />
        <RadioGroup<TokenRole> {...form.choice('role')} legend="Papel na equipe" options={ROLES} />
        <CheckboxGroup<ApiScope>
          {...form.choice('scopes')}
          legend="Permissões"
          help="Dentro do que o papel permite, só nesta equipe."
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
      </Form>
    </Dialog>
  );
}

/** Shows a team's token, once. */
export function MadeTeamTokenDialog({ made, onClose }: { readonly made: MadeTeamToken; readonly onClose: () => void }) {
  return <MadeToken {...made} actsFor="pela equipe" onClose={onClose} />;
}
