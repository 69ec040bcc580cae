import { ASSURANCE_LEVEL_LABELS, ROLE_LABELS } from '@portal/domain';
import { Button, Dropdown, Icon, LinkButton } from '@portal/ui';
import { useLocation } from 'react-router';
import { useConsole, useSession } from './console-context.tsx';
import { signInUrl, type Viewer } from './session.ts';

/** The signed-in person, or the way to sign in. */
export function Account() {
  const state = useSession();
  useLocation(); // the way back is read anew on every page
  if (state.status === 'signed-in' || state.status === 'over') return <Person viewer={state.viewer} />;
  if (state.status === 'unreachable') return <AccountUnknown />;
  if (state.status !== 'anonymous') return null;
  return (
    <LinkButton variant="primary" icon="person" href={signInUrl()}>
      Entrar com gov.br
    </LinkButton>
  );
}

/** Neither a name nor a way to sign in: it is not known which of the two would be true. */
function AccountUnknown() {
  const { graph } = useConsole();
  return (
    <Button icon="rotateRight" size="small" onClick={() => void graph.session.ask()}>
      Verificar a conta de novo
    </Button>
  );
}

function Person({ viewer }: { viewer: Viewer }) {
  const firstName = viewer.name.split(' ')[0];
  const level = ASSURANCE_LEVEL_LABELS[viewer.assuranceLevel];
  return (
    <Dropdown
      accessibleLabel={`${firstName}, conta ${level}: abrir opções da conta`}
      label={
        <>
          <Icon name="person" />
          {firstName}
        </>
      }
    >
      <p className="account-name">
        <strong>{viewer.name}</strong>
        {viewer.email && <span>{viewer.email}</span>}
        <span>Conta gov.br nível {level}</span>
        <span>{viewer.roles.map((role) => ROLE_LABELS[role]).join(', ')}</span>
      </p>
      <SignOut />
    </Dropdown>
  );
}

/** Ends the session, here and at gov.br. */
export function SignOut() {
  return (
    <form method="post" action="/logout">
      <Button type="submit" icon="signOut" block>
        Sair
      </Button>
    </form>
  );
}
