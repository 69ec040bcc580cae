import { Button, PageTitle } from '@portal/ui';
import { useEffect } from 'react';
import { useViewer } from './console-context.tsx';
import { announceSignIn } from './session.ts';

/** Where signing in again ends: tells the page that waits, and closes its window. */
export function SessionResumedPage() {
  const viewer = useViewer();
  useEffect(() => {
    if (!viewer) return;
    announceSignIn();
    window.close();
  }, [viewer]);
  return (
    <>
      <PageTitle>Você entrou de novo</PageTitle>
      <p>Pronto. Feche esta aba e volte para a página em que você estava.</p>
      <Button variant="primary" onClick={() => window.close()}>
        Fechar esta aba
      </Button>
    </>
  );
}
