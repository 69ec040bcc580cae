import { Button, Dialog, Message } from '@portal/ui';
import { useEffect, useState } from 'react';
import { useConsole, useSession } from './console-context.tsx';
import { signInUrl } from './session.ts';

/** Asks a person whose session ended to sign in again, in a window of its own, while the page stays as it is. */
export function SessionOver() {
  const { graph, basename } = useConsole();
  const state = useSession();
  const [later, setLater] = useState(false);
  const over = state.status === 'over';

  useEffect(() => {
    if (!over) return setLater(false);
    const look = () => {
      if (document.visibilityState === 'visible') void graph.session.ask();
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('focus', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('focus', look);
    };
  }, [over, graph]);

  if (!over) return null;
  const signIn = (
    <Button variant="primary" icon="signIn" onClick={() => openSignIn(basename)}>
      Entrar de novo
    </Button>
  );
  if (later) {
    return (
      <div className="container">
        <Message tone="warning" title="A sua sessão terminou" actions={signIn}>
          <p>O que você digitou continua nesta página, mas só será salvo depois que você entrar.</p>
        </Message>
      </div>
    );
  }
  return (
    <Dialog
      open
      title="A sua sessão terminou"
      onClose={() => setLater(true)}
      footer={
        <>
          <Button onClick={() => setLater(true)}>Agora não</Button>
          {signIn}
        </>
      }
    >
      <p>
        Entre de novo para continuar como <strong>{state.viewer.name}</strong>. Nada do que você digitou se perde: a
        página continua como está, e você volta para ela.
      </p>
    </Dialog>
  );
}

function openSignIn(basename: string) {
  const url = signInUrl(`${basename.replace(/\/$/, '')}/sessao-retomada`);
  // Where the browser refuses a window, the sign-in takes this one, and comes back here.
  if (!window.open(url, 'portal-sign-in')) location.assign(signInUrl());
}
