import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import { askForNewKey } from '@portal/console/second-factor';
import { parseSecurityKeyName } from '@portal/domain';
import { Button, TextField } from '@portal/ui';
import { BeginSecurityKeyRegistration, RegisterSecurityKey } from './key-documents.ts';

const KEY_FORM = readEach({ name: required(parseSecurityKeyName, 'Dê um nome à chave.') });

interface RegisterKeyProps {
  onRegistered: (name: string) => void;
}

/** The form that registers a key: its name here, the rest is between the browser and the key. */
export function RegisterKey({ onRegistered }: RegisterKeyProps) {
  const [begin] = useAct(BeginSecurityKeyRegistration);
  const [register] = useAct(RegisterSecurityKey);
  const form = useForm({
    schema: KEY_FORM,
    initial: { name: '' },
    send: async ({ name }): Promise<ReturnType<typeof problemsOf>> => {
      const begun = await begin({});
      const { options } = begun.data?.beginSecurityKeyRegistration ?? {};
      if (!options) return problemsOf(begun.data?.beginSecurityKeyRegistration, begun.error);
      const asked = await askForNewKey(options);
      if ('trouble' in asked) return [{ message: asked.trouble }];
      const { data, error } = await register({ input: { name, response: asked.answer } });
      const problems = problemsOf(data?.registerSecurityKey, error);
      if (problems.length === 0) {
        form.change({ name: '' });
        onRegistered(name);
      }
      return problems;
    },
  });
  return (
    <Form of={form} aria-labelledby="new-key">
      <TextField
        {...form.text('name')}
        label="Nome da chave"
        help="Para você reconhecer a chave, como “Chave do trabalho” ou “Celular”. Depois o navegador pede a chave e o PIN ou a biometria dela."
        autoComplete="off"
      />
      <Button type="submit" variant="primary" icon="key" busy={form.submitting}>
        Cadastrar chave
      </Button>
    </Form>
  );
}
