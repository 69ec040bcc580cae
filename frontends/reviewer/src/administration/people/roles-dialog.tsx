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
import { type NamedPortfolio, rolesIn, rolesWord } from './roles-word.ts';

const ROLES = readEach({
  email: required(parseEmail, 'Informe o e-mail da conta gov.br.'),
  roles: (chosen: readonly MinistryRole[]) => valid([...chosen]),
  portfolios: (chosen: readonly string[]) => valid([...chosen]),
  reason: required(parseRoleReason, 'Escreva o motivo: ele fica no histórico.'),
});

const NO_ROLES: readonly MinistryRole[] = [];
const NO_PORTFOLIOS: readonly string[] = [];

const MAY_DO: Readonly<Record<MinistryRole, string>> = {
  REVIEWER: 'assume, analisa e decide',
  MANAGER: 'distribui o trabalho e vê a carga, sem decidir',
  AUDITOR: 'lê tudo e não muda nada',
  ADMIN: 'cuida de conteúdo, pessoas e credenciais, sem decidir',
};

const PORTFOLIOS = {
  READ: 'Sem nenhum marcado, analisa todos. Vale para o papel de analista; os outros papéis veem tudo.',
  BEING_READ: 'Lendo os portfólios. Espere a lista para salvar o papel de analista.',
  NOT_READ: 'Não foi possível ler os portfólios. Feche esta janela e abra de novo para salvar o papel de analista.',
};

interface RolesDialogProps {
  /** Null for somebody new. */
  person: MinistryPersonViewFragment | null;
  /** Everybody who is in the list: roles of theirs are not to be overwritten unseen. */
  people: readonly MinistryPersonViewFragment[];
  portfolios: readonly NamedPortfolio[];
  /** Whether `portfolios` is what there is: until then nobody is made a reviewer of all for want of a list. */
  portfoliosAre: 'READ' | 'BEING_READ' | 'NOT_READ';
  /** Whether the viewer may change them: nobody changes their own. */
  changes: boolean;
  onClose: () => void;
}

/** What somebody is and was, and what they are to be. */
export function RolesDialog({ person, people, portfolios, portfoliosAre, changes, onClose }: RolesDialogProps) {
  const [set] = useAct(SetMinistryRolesMutation);
  const { notify } = useNotify();
  /** Of the roles that are marked: the person is read anew meanwhile. */
  const [seen, setSeen] = useState(person?.version ?? 0);
  const form = useForm({
    schema: ROLES,
    initial: {
      email: person?.email ?? '',
      roles: person?.roles ?? NO_ROLES,
      portfolios: person?.portfolios ?? NO_PORTFOLIOS,
      reason: '',
    },
    send: async (input): Promise<ReturnType<typeof problemsOf>> => {
      const known = !person && people.find(({ email }) => email === input.email.toLowerCase());
      if (known) return [inTheList(known)];
      const reviews = input.roles.includes('REVIEWER');
      if (reviews && portfoliosAre !== 'READ') return [{ path: ['portfolios'], message: PORTFOLIOS[portfoliosAre] }];
      const { data, error } = await set({
        input: { ...input, portfolios: reviews ? input.portfolios : [], version: seen },
      });
      const problems = problemsOf(data?.setMinistryRoles, error);
      const { ministryPerson: now } = data?.setMinistryRoles ?? {};
      if (problems.length === 0) {
        notify({ about: input.email, tone: 'success', text: `Papéis de ${person?.name ?? input.email} mudados.` });
        onClose();
      } else if (now && now.version !== seen) {
        // As they are now, so that whoever saves again does not undo what they did not see.
        setSeen(now.version);
        form.change(marksOf(now));
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
        changes && (
          <>
            <Button onClick={onClose}>Voltar</Button>
            <Button variant="primary" type="submit" form={form.id} busy={form.submitting}>
              Salvar papéis
            </Button>
          </>
        )
      }
    >
      {changes && (
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
          {form.values.roles.includes('REVIEWER') && (
            <CheckboxGroup
              {...form.choice('portfolios')}
              legend="Portfólios que analisa"
              help={PORTFOLIOS[portfoliosAre]}
              options={choicesOf(portfolios, form.values.portfolios)}
            />
          )}
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
              title: rolesIn(change, portfolios),
              at: formatDateTime(change.changedAt),
              dateTime: change.changedAt,
              actor: change.changedBy,
              tone: place === 0 ? 'green' : 'grey',
              children: (
                <>
                  <p className="as-written">{change.reason}</p>
                  {changes && place > 0 && (
                    <Button size="small" onClick={() => form.change(marksOf(change))}>
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

function marksOf({ roles, portfolios }: Pick<MinistryPersonViewFragment, 'roles' | 'portfolios'>) {
  return { roles, portfolios: portfolios ?? NO_PORTFOLIOS };
}

/** Those that can be asked for, and those that are marked, whatever became of them. */
function choicesOf(portfolios: readonly NamedPortfolio[], marked: readonly string[]) {
  const offered = portfolios.map(({ slug, name }) => ({ value: slug, label: name }));
  const gone = marked.filter((slug) => !portfolios.some((one) => one.slug === slug));
  return [...offered, ...gone.map((slug) => ({ value: slug, label: slug }))];
}

function inTheList({ name, email }: MinistryPersonViewFragment) {
  return {
    path: ['email'],
    message: `${name ?? email} já está na lista. Feche esta janela e use “Mudar papéis” na linha dessa pessoa.`,
  };
}
