import { signInUrl, useViewer } from '@portal/console';
import { Button, LinkButton, Loading } from '@portal/ui';
import { lazy, Suspense, useState } from 'react';

/** Comes when it is asked for: a page is read far more often than something is asked for on it. */
const ChooseServices = lazy(async () => {
  const { ChooseServices: component } = await import('./choose-services.tsx');
  return { default: component };
});

export interface RequestAccessProps {
  readonly portfolio: {
    readonly slug: string;
    readonly name: string;
    readonly services: readonly { readonly slug: string; readonly name: string }[];
  };
  /** The service whose page one is on. */
  readonly chosen?: string;
}

/** "Solicitar acesso": asks which services, and begins the draft. */
export function RequestAccess({ portfolio, chosen }: RequestAccessProps) {
  const [asking, setAsking] = useState(false);
  const signedIn = useViewer() !== null;
  if (!signedIn) {
    return (
      <LinkButton variant="primary" size="large" href={signInUrl()}>
        Entrar e solicitar acesso (homologação)
      </LinkButton>
    );
  }
  return (
    <>
      <Button variant="primary" size="large" onClick={() => setAsking(true)}>
        Solicitar acesso (homologação)
      </Button>
      {asking && (
        <Suspense fallback={<Loading />}>
          <ChooseServices portfolio={portfolio} chosen={chosen} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </>
  );
}
