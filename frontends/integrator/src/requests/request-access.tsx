import { signInUrl, useViewer } from '@portal/console';
import { actMessage, useAct } from '@portal/console/acts';
import { Button, CheckboxGroup, Dialog, LinkButton, Message } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { AccountLevelNotice } from './account-level.tsx';
import { formAddress } from './addresses.ts';
import { missingTokenService } from './missing-token-service.ts';
import { CreateHomologationRequest } from './request-acts.documents.ts';

interface RequestAccessProps {
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
      {asking && <ChooseServices portfolio={portfolio} chosen={chosen} onClose={() => setAsking(false)} />}
    </>
  );
}

function ChooseServices({ portfolio, chosen, onClose }: RequestAccessProps & { readonly onClose: () => void }) {
  const [services, setServices] = useState<string[]>(chosen === undefined ? [] : [chosen]);
  const [idempotencyKey] = useState(makeKey);
  const [problem, setProblem] = useState<string>();
  const [create, creating] = useAct(CreateHomologationRequest);
  const navigate = useNavigate();
  const withoutToken = missingTokenService(portfolio, services);

  async function begin(): Promise<void> {
    if (services.length === 0) {
      setProblem('Escolha pelo menos um serviço.');
      return;
    }
    const { data, error } = await create({ input: { portfolio: portfolio.slug, services, idempotencyKey } });
    const made = data?.createHomologationRequest;
    const [first] = made?.problems ?? [];
    if (made?.accessRequest && first === undefined) void navigate(formAddress(made.accessRequest.id));
    else setProblem(actMessage(made?.problems, error));
  }

  return (
    <Dialog
      open
      size="large"
      title="Quais serviços o sistema vai usar?"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button variant="primary" busy={creating} onClick={() => void begin()}>
            Começar solicitação
          </Button>
        </>
      }
    >
      <AccountLevelNotice />
      <p>Você pode mudar a escolha depois. Um rascunho é criado, e tudo o que você preencher fica salvo nele.</p>
      <CheckboxGroup
        legend={`Serviços do portfólio ${portfolio.name}`}
        options={portfolio.services.map((service) => ({
          value: service.slug,
          label: service.name,
        }))}
        value={services}
        onChange={(value) => {
          setServices(value);
          setProblem(undefined);
        }}
      />
      {withoutToken !== undefined && <Message tone="warning">{withoutToken}</Message>}
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </Dialog>
  );
}

/** Where there is no secure context (plain http on a network), crypto.randomUUID is missing. */
function makeKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
