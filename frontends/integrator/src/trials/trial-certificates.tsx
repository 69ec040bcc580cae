import { Message } from '@portal/ui';
import type { TrialPageQuery } from '../gql/graphql.ts';
import { fileNames } from './commands.ts';
import { DrawButton } from './draw-button.tsx';
import { OwnRequest } from './own-request-form.tsx';
import { stateOf, TrialTable } from './trial-table.tsx';

type Tried = NonNullable<TrialPageQuery['credential']>;

/** What both halves of the page stand on. */
export interface TrialProps {
  readonly credential: Tried;
  readonly access: NonNullable<Tried['homologationAccess']>;
}

/** The first step: a certificate to test with. */
export function TrialCertificates({ credential, access }: TrialProps) {
  const { id, state, requesterIdentifier } = credential;
  const { trialCertificates, authorities } = access;
  return (
    <section aria-labelledby="certificado">
      <h2 id="certificado">1. Certificado de teste</h2>
      <p>
        É emitido por uma autoridade do próprio Portal: <strong>não é ICP-Brasil</strong> e só abre o ambiente de
        homologação. A chave privada é gerada no seu navegador e não sai dele; vale por até 90 dias. O certificado
        ICP-Brasil da solicitação, se você já o tem, também funciona aqui.
      </p>
      {state === 'ACTIVE' ? (
        <>
          <DrawButton
            credentialId={id}
            requesterIdentifier={requesterIdentifier}
            authorities={authorities}
            again={trialCertificates.some((certificate) => stateOf(certificate) === 'GOOD')}
          />
          <OwnRequest credentialId={id} requesterIdentifier={requesterIdentifier} />
        </>
      ) : (
        <Message tone="info" role="none">
          <p>Só uma credencial ativa recebe certificados de teste, e só com ela as chamadas são atendidas.</p>
        </Message>
      )}
      <TrialTable certificates={trialCertificates} fileName={fileNames(requesterIdentifier).certificate} />
    </section>
  );
}
