import { Breadcrumb, Button, LinkButton, Message, PageTitle } from '@portal/ui';
import { type ReactNode, useContext, useEffect } from 'react';
import { isRouteErrorResponse, useRouteError } from 'react-router';
import { isOfNewVersion, reportError } from './client-errors.ts';
import { ConsoleContext } from './console-context.tsx';
import { signInUrl } from './session.ts';

/** Who helps when the Portal does not: on every page that says that something is wrong. */
function Contact() {
  // Also where no console could be loaded.
  const manual = useContext(ConsoleContext)?.remote.footer?.find(({ to }) => to === '/manual')?.to;
  return (
    <p className="field-help">
      Precisa de ajuda? Ligue 136 (Ouvidoria-Geral do SUS) ou use os{' '}
      <a href="https://www.gov.br/saude/pt-br/canais-de-atendimento">canais de atendimento do Ministério da Saúde</a>.
      {manual && (
        <>
          {' '}
          Leia também o <a href={manual}>Manual de apoio</a>.
        </>
      )}
    </p>
  );
}

interface WayOnProps {
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

function WayOn({ title, children, actions }: WayOnProps) {
  return (
    <>
      <Breadcrumb crumbs={[{ label: title }]} />
      <PageTitle>{title}</PageTitle>
      {children}
      <div className="button-row">{actions}</div>
      <Contact />
    </>
  );
}

const toStart = (
  <LinkButton variant="primary" to="/" icon="home">
    Ir para o início
  </LinkButton>
);

/** 404: no such address, or no such thing. */
export function NotFoundPage({ children }: { children?: ReactNode }) {
  return (
    <WayOn
      title="Página não encontrada"
      actions={
        <>
          {toStart}
          <LinkButton to="/mapa-do-site">Ver o mapa do site</LinkButton>
        </>
      }
    >
      {children ?? (
        <p>
          O endereço pode ter mudado ou ter sido digitado com erro. Se você veio de um link do Portal, avise o suporte.
        </p>
      )}
    </WayOn>
  );
}

/** 401: to be seen by signed-in people only. */
export function SignInPage({ children }: { children?: ReactNode }) {
  return (
    <WayOn
      title="Entre para continuar"
      actions={
        <LinkButton variant="primary" icon="signIn" href={signInUrl()}>
          Entrar com gov.br
        </LinkButton>
      }
    >
      {children ?? <p>Para ver esta página, entre com a sua conta gov.br. Depois de entrar, você volta para cá.</p>}
    </WayOn>
  );
}

/** 403: signed in, but not for this. */
export function ForbiddenPage({ children, actions }: { children?: ReactNode; actions?: ReactNode }) {
  return (
    <WayOn title="Você não tem acesso a esta página" actions={actions ?? toStart}>
      {children ?? <p>A sua conta não tem permissão para ver esta página.</p>}
    </WayOn>
  );
}

/** 500: something broke. */
export function FailurePage({ traceId, onRetry }: { traceId?: string; onRetry: () => void }) {
  return (
    <WayOn
      title="Algo deu errado"
      actions={
        <>
          <Button variant="primary" icon="rotateRight" onClick={onRetry}>
            Tentar de novo
          </Button>
          <LinkButton href={import.meta.env.BASE_URL}>Ir para o início</LinkButton>
        </>
      }
    >
      <p>O erro é nosso, e o que você já salvou continua salvo. Tente de novo em alguns instantes.</p>
      {traceId && (
        <Message tone="info" role="none">
          Se precisar de ajuda, informe o código <code>{traceId}</code>.
        </Message>
      )}
    </WayOn>
  );
}

/** A part of the page is not there any more, did not come, or is of another version. */
export function NewVersionPage() {
  return (
    <WayOn
      title="Há uma versão nova do Portal"
      actions={
        <Button variant="primary" icon="rotateRight" onClick={() => location.reload()}>
          Recarregar
        </Button>
      }
    >
      <p>
        O Portal foi atualizado depois que você o abriu, ou a conexão falhou. Recarregue a página para continuar: o que
        já foi salvo continua salvo.
      </p>
    </WayOn>
  );
}

function BrokenPage({ error }: { error: unknown }) {
  useEffect(() => reportError('render', error), [error]);
  return <FailurePage onRetry={() => location.reload()} />;
}

/** What a page shows when it, or what it loads, throws. Throw `new Response(null, { status: 404 })` for a 404. */
export function RouteErrorPage() {
  const error = useRouteError();
  if (isRouteErrorResponse(error)) {
    if (error.status === 404) return <NotFoundPage />;
    if (error.status === 403) return <ForbiddenPage />;
    if (error.status === 401) return <SignInPage />;
  }
  return isOfNewVersion(error) ? <NewVersionPage /> : <BrokenPage error={error} />;
}
