import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import {
  formatDateTime,
  LIMITS,
  MINISTRY_ROLES,
  type MinistryRole,
  parseEmail,
  parseRoleReason,
  ROLE_LABELS,
  valid,
} from '@portal/domain';
import { Button, CheckboxGroup, Dialog, TextArea, TextField, Timeline, useNotify } from '@portal/ui';
import { useState } from 'react';
import type { MinistryPersonViewFragment } from '../../gql/graphql.ts';
import { SetMinistryRolesMutation } from './people-documents.ts';
import { rolesWord } from './roles-word.ts';

const ROLES = readEach({
  email: required(parseEmail, 'Informe o e-mail da conta gov.br.'),
  roles: (chosen: readonly MinistryRole[]) => valid([...chosen]),
  reason: required(parseRoleReason, 'Escreva o motivo: ele fica no histórico.'),
});

const NO_ROLES: readonly MinistryRole[] = [];

const MAY_DO: Readonly<Record<MinistryRole, string>> = {
  REVIEWER: 'assume, analisa e decide',
  MANAGER: 'distribui o trabalho e vê a carga, sem decidir',
  AUDITOR: 'lê tudo e não muda nada',
  ADMIN: 'cuida de conteúdo, pessoas e credenciais, sem decidir',
};

interface RolesDialogProps {
  /** Null for somebody new. */
  person: MinistryPersonViewFragment | null;
  /** Everybody who is in the list: roles of theirs are not to be overwritten unseen. */
  people: readonly MinistryPersonViewFragment[];
  administers: boolean;
  onClose: () => void;
}

/** What somebody is and was, and what they are to be. */
export function RolesDialog({ person, people, administers, onClose }: RolesDialogProps) {
  const [set] = useAct(SetMinistryRolesMutation);
  const { notify } = useNotify();
  /** Of the roles that are marked: the person is read anew meanwhile. */
  const [seen, setSeen] = useState(person?.version ?? 0);
  const form = useForm({
    schema: ROLES,
    initial: { email: person?.email ?? '', roles: person?.roles ?? NO_ROLES, reason: '' },
    send: async (input): Promise<ReturnType<typeof problemsOf>> => {
      const known = !person && people.find(({ email }) => email === input.email.toLowerCase());
      if (known) return [inTheList(known)];
      const { data, error } = await set({ input: { ...input, version: seen } });
      const problems = problemsOf(data?.setMinistryRoles, error);
      const { ministryPerson: now } = data?.setMinistryRoles ?? {};
      if (problems.length === 0) {
        notify({ about: input.email, tone: 'success', text: `Papéis de ${person?.name ?? input.email} mudados.` });
        onClose();
      } else if (now && now.version !== seen) {
        // As they are now, so that whoever saves again does not undo what they did not see.
        setSeen(now.version);
        form.change({ roles: now.roles });
      }
      return problems;
    },
  });
  const who = person?.name ?? person?.email;
  return (
    <Dialog
      open
      size="large"
      title={who ? `Papéis de ${who}` : 'Dar papel a alguém'}
      onClose={onClose}
      footer={
        administers && (
          <>
            <Button onClick={onClose}>Voltar</Button>
            <Button variant="primary" type="submit" form={form.id} busy={form.submitting}>
              Salvar papéis
            </Button>
          </>
        )
      }
    >
      {administers && (
        <Form of={form}>
          {!person && (
            <TextField
              {...form.text('email')}
              type="email"
              label="E-mail da conta gov.br"
              help="Verificado no gov.br. Vale também para quem ainda não entrou no Portal."
              autoComplete="off"
            />
          )}
          <CheckboxGroup<MinistryRole>
            {...form.choice('roles')}
            legend="Papéis"
            options={MINISTRY_ROLES.map((role) => ({ value: role, label: `${ROLE_LABELS[role]}: ${MAY_DO[role]}` }))}
          />
          <TextArea
            {...form.text('reason')}
            label="Motivo"
            help="Fica no histórico, para quem administra e audita."
            rows={2}
            limit={LIMITS.roleReason.max}
          />
        </Form>
      )}
      {person && person.changes.length > 0 && (
        <>
          <h3>Mudanças</h3>
          <Timeline
            label={`Mudanças dos papéis de ${who}`}
            items={person.changes.map((change, place) => ({
              id: String(change.number),
              title: rolesWord(change.roles),
              at: formatDateTime(change.changedAt),
              dateTime: change.changedAt,
              actor: change.changedBy,
              tone: place === 0 ? 'green' : 'grey',
              children: (
                <>
                  <p className="as-written">{change.reason}</p>
                  {administers && place > 0 && (
                    <Button size="small" onClick={() => form.change({ roles: change.roles })}>
                      Marcar estes papéis<span className="visually-hidden">, os da mudança {change.number}</span>
                    </Button>
                  )}
                </>
              ),
            }))}
          />
        </>
      )}
      {person && person.rolesFromEnvironment.length > 0 && (
        <p className="field-help">
          Pela configuração do Portal: {rolesWord(person.rolesFromEnvironment)}. O que é definido aqui a substitui,
          menos a administração.
        </p>
      )}
    </Dialog>
  );
}

function inTheList({ name, email }: MinistryPersonViewFragment) {
  return {
    path: ['email'],
    message: `${name ?? email} já está na lista. Feche esta janela e use “Mudar papéis” na linha dessa pessoa.`,
  };
}
