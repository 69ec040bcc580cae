import { actMessage, useAct } from '@portal/console/acts';
import { CREDENTIAL_ACTION_LABELS } from '@portal/domain';
import { Button, LinkButton, Message } from '@portal/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { CredentialDetailFragment } from '../gql/graphql.ts';
import { evidenceAddress } from '../requests/addresses.ts';
import { CreateProductionRequest } from '../requests/request-acts.documents.ts';
import { productionStep } from './next-step.ts';

interface ProductionRequestProps {
  readonly credential: Pick<CredentialDetailFragment, 'id' | 'allowedActions' | 'productionRequest'>;
}

/** From a homologation credential to production: where its request stands, and the button that begins one. */
export function ProductionRequest({ credential }: ProductionRequestProps) {
  const step = productionStep(credential);
  return (
    <>
      {step && (
        <LinkButton to={step.to} icon="next">
          {step.label}
        </LinkButton>
      )}
      {mayAskNow(credential) && <AskProduction id={credential.id} />}
    </>
  );
}

/** One that was granted is not asked for again, though it could be. */
function mayAskNow({ allowedActions, productionRequest }: ProductionRequestProps['credential']): boolean {
  return allowedActions.includes('REQUEST_PRODUCTION') && productionRequest?.state !== 'APPROVED';
}

function AskProduction({ id }: { readonly id: string }) {
  const [create, creating] = useAct(CreateProductionRequest);
  const [problem, setProblem] = useState<string>();
  const navigate = useNavigate();

  async function ask(): Promise<void> {
    const { data, error } = await create({ input: { credentialId: id } });
    const made = data?.createProductionRequest;
    const open = made?.problems.every((one) => one.code === 'DUPLICATE') === true;
    // Another tab may have begun it: then that one is gone on with.
    if (made?.accessRequest && open) void navigate(evidenceAddress(made.accessRequest.id));
    else setProblem(actMessage(made?.problems, error));
  }

  return (
    <>
      <Button icon="next" busy={creating} onClick={() => void ask()}>
        {CREDENTIAL_ACTION_LABELS.REQUEST_PRODUCTION}
      </Button>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </>
  );
}
