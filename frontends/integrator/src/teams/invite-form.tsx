import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import { invalid, parseEmail, TEAM_INVITATION_DAYS, type TeamRole, valid } from '@portal/domain';
import { Button, RadioGroup, TextField } from '@portal/ui';
import type { DrawnLink } from './invitation-link.tsx';
import { ROLE_OPTIONS } from './members.tsx';
import { InviteToTeam } from './team.documents.ts';

const INVITATION = readEach({
  email: required(parseEmail, 'Informe o e-mail.'),
  role: (chosen: TeamRole | undefined) => (chosen ? valid(chosen) : invalid('Escolha o papel.')),
});
const EMPTY: { email: string; role: TeamRole | undefined } = { email: '', role: undefined };

interface InviteFormProps {
  readonly teamId: string;
  /** Called with the link's secret: it is not shown anywhere else. */
  readonly onInvited: (link: DrawnLink) => void;
}

/** The form that invites somebody. */
export function InviteForm({ teamId, onInvited }: InviteFormProps) {
  const [invite] = useAct(InviteToTeam);
  const form = useForm({
    schema: INVITATION,
    initial: EMPTY,
    send: async (input) => {
      const { data, error } = await invite({ input: { teamId, ...input } });
      const invited = data?.inviteToTeam;
      if (invited?.secret) {
        form.change(EMPTY);
        onInvited({ email: input.email, secret: invited.secret, mailed: invited.mailed });
      }
      return problemsOf(invited, error);
    },
  });
  return (
    <>
      <h2 id="invite">Convidar alguém</h2>
      <p>
        O convite vale por {TEAM_INVITATION_DAYS} dias. Quem o aceita entra com a conta gov.br e só vê a equipe depois
        que você confirmar.
      </p>
      <Form of={form} aria-labelledby="invite">
        <TextField {...form.text('email')} type="email" label="E-mail" autoComplete="off" />
        <RadioGroup<TeamRole> {...form.choice('role')} legend="Papel na equipe" options={ROLE_OPTIONS} />
        <Button type="submit" variant="primary" icon="add" busy={form.submitting}>
          Convidar
        </Button>
      </Form>
    </>
  );
}
