import { actMessage, useAct } from '@portal/console/acts';
import { CREDENTIAL_ACTION_LABELS } from '@portal/domain';
import { Button, Message } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CredentialDetailFragment } from '../gql/graphql.ts';
import { formAddress } from '../requests/addresses.ts';
import { CreateAlterationRequest } from '../requests/request-acts.documents.ts';

/** "Alterar", and what each way of changing a credential is for; nothing to who may not. */
export function Alteration({ credential }: { readonly credential: CredentialDetailFragment }) {
  const [create, creating] = useAct(CreateAlterationRequest);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();
  const { id, allowedActions, certificate } = credential;
  if (!allowedActions.includes('REQUEST_ALTERATION')) return null;

  async function begin(): Promise<void> {
    const { data, error } = await create({ input: { credentialId: id } });
    const made = data?.createAlterationRequest;
    const open = made?.problems.every(({ code }) => code === 'DUPLICATE') === true;
    // A colleague may have begun it: then that one is gone on with.
    if (made?.accessRequest && open) void navigate(formAddress(made.accessRequest.id));
    else setProblem(actMessage(made?.problems, error));
  }

  return (
    <section aria-labelledby="alterar">
      <h3 id="alterar">Mudar o que foi aprovado</h3>
      <p>
        Serviços, IPs, estabelecimentos, gestor{certificate ? ' e titular do certificado' : ' e certificado'} mudam por
        uma alteração, que o Ministério analisa; até lá, a credencial continua valendo como está, e o identificador e o
        segredo não mudam.
        {allowedActions.includes('CHANGE_CERTIFICATE') &&
          ' Um certificado novo do mesmo titular vale na hora, em “Trocar certificado”.'}
      </p>
      <div className="button-row">
        <Button icon="edit" busy={creating} onClick={() => void begin()}>
          {CREDENTIAL_ACTION_LABELS.REQUEST_ALTERATION}
        </Button>
      </div>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </section>
  );
}
