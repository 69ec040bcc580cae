import { type ConsoleRemote, ForbiddenPage, NewVersionPage, SignInPage, SignOut, useViewer } from '@portal/console';
import { CONSOLE_CONTRACT } from '@portal/console/contract';
import { ErrorState, LinkButton, PageTitle } from '@portal/ui';
import type { Loaded } from './load-console.ts';

/** What stands in the frame while there is no console: the reason, and a way on. */
export function standIn(loaded: Exclude<Loaded, { status: 'ready' }>, onRetry: () => void): ConsoleRemote {
  const pages = {
    'sign-in': () => <ReviewersSignIn />,
    forbidden: () => <ReviewersOnly portal={loaded.status === 'forbidden' ? loaded.portal : null} />,
    'other-version': () => <NewVersionPage />,
    failed: () => <ConsoleMissing onRetry={onRetry} />,
  };
  return {
    contract: CONSOLE_CONTRACT,
    name: 'shell',
    title: isOfReviewers(loaded) ? 'Análise de solicitações' : 'Integração com a RNDS',
    useMenu: () => [{ label: 'Início', to: '/', end: true }],
    routes: [{ path: '/*', element: pages[loaded.status]() }],
    live: [],
  };
}

/** Only the reviewers' console is kept from anybody. */
function isOfReviewers({ status }: Loaded): boolean {
  return status === 'sign-in' || status === 'forbidden';
}

function ReviewersSignIn() {
  return (
    <SignInPage>
      <p>Esta área é dos analistas do Ministério da Saúde. Entre com a sua conta gov.br para ver a fila de análise.</p>
    </SignInPage>
  );
}

function ReviewersOnly({ portal }: { portal: string | null }) {
  const viewer = useViewer();
  return (
    <ForbiddenPage
      actions={
        <>
          {portal && (
            <LinkButton variant="primary" href={portal}>
              Ir para o Portal de Serviços
            </LinkButton>
          )}
          <SignOut />
        </>
      }
    >
      <p>
        Esta área é dos analistas do Ministério da Saúde{viewer && `, e a conta de ${viewer.name} não está entre eles`}.
        Para solicitar acesso e acompanhar as suas solicitações, use o Portal de Serviços. Se você é analista, saia e
        entre com a outra conta.
      </p>
    </ForbiddenPage>
  );
}

function ConsoleMissing({ onRetry }: { onRetry: () => void }) {
  return (
    <>
      <PageTitle>Portal de Serviços</PageTitle>
      <ErrorState title="Esta parte do Portal não carregou" onRetry={onRetry}>
        <p>O que você já salvou continua salvo. Verifique a sua conexão e tente de novo.</p>
      </ErrorState>
    </>
  );
}
