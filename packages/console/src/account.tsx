import { ASSURANCE_LEVEL_LABELS, ROLE_LABELS } from '@portal/domain';
import { Button, ConfirmDialog, Dropdown, Icon, LinkButton, Message } from '@portal/ui';
import { type ComponentProps, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { useConsole, useSession } from './console-context.tsx';
import { noteLeaving } from './kept-draft.ts';
import { endAllSessions, signInUrl, type Viewer } from './session.ts';

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
      <LinkButton to="/meus-dados" icon="shield" block>
        Meus dados
      </LinkButton>
      <SignOut />
      <SignOutEverywhere />
    </Dropdown>
  );
}

/** Ends every session of the person, and then goes the way of every sign-out. */
function SignOutEverywhere() {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const signOut = useRef<HTMLFormElement>(null);

  function ask() {
    setFailed(false);
    setAsking(true);
  }

  async function confirm() {
    if (busy) return;
    setBusy(true);
    if (await endAllSessions()) return signOut.current?.requestSubmit();
    setBusy(false);
    setFailed(true);
  }

  return (
    <>
      <Button variant="secondary" icon="signOut" block onClick={ask}>
        Sair de todos os dispositivos
      </Button>
      <SignOutForm ref={signOut} hidden />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Esc closes the dialog, and not the menu that it came from */}
      <div onKeyDown={(event) => event.stopPropagation()}>
        <ConfirmDialog
          open={asking}
          title="Sair de todos os dispositivos?"
          confirmLabel="Sair de todos"
          busy={busy}
          onConfirm={() => void confirm()}
          onCancel={() => setAsking(false)}
        >
          <p>
            A sua conta sai do Portal agora em todos os navegadores e computadores em que está aberta, inclusive neste.
            O que já foi salvo continua salvo; o que não foi enviado nos outros se perde.
          </p>
          <p>Tokens de acesso continuam valendo: revogue em Tokens de acesso os que não usa mais.</p>
          {failed && <Message tone="danger">As sessões não foram encerradas. Tente de novo.</Message>}
        </ConfirmDialog>
      </div>
    </>
  );
}

/** Ends the session, here and at gov.br. */
export function SignOut() {
  return (
    <SignOutForm>
      <Button type="submit" icon="signOut" block>
        Sair
      </Button>
    </SignOutForm>
  );
}

/**
 * The way of every sign-out: what was written and not sent goes with it, for the next at this computer may be anybody; but
 * only once it is done, for offline one stays signed in.
 */
function SignOutForm(props: ComponentProps<'form'>) {
  return <form method="post" action="/logout" onSubmit={() => noteLeaving(sessionStorage)} {...props} />;
}
