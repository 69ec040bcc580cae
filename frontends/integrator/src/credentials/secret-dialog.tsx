import { saveFile } from '@portal/console';
import { actMessage, answered } from '@portal/console/acts';
import { CREDENTIAL_ACTION_LABELS, DEFAULT_OVERLAP_HOURS, FIRST_SECRET_LABEL } from '@portal/domain';
import { Button, ConfirmDialog, Dialog, ErrorState, Loading } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import type { CredentialDetailFragment } from '../gql/graphql.ts';
import { ShownOnce } from '../shown-once.tsx';
import { RotateSecret } from './credential.documents.ts';
import { secretFile, secretFileName } from './secret-file.ts';

interface SecretProps {
  readonly credential: CredentialDetailFragment;
}

/** "Gerar segredo" or "Renovar segredo", and the dialog that shows it once. */
export function Secret({ credential }: SecretProps) {
  const [phase, setPhase] = useState<'closed' | 'confirm' | 'drawing'>('closed');
  const first = !credential.secretIssuedAt;
  const opened = useRef(first);
  if (!credential.allowedActions.includes('ROTATE_SECRET') && phase === 'closed') return null;
  return (
    <>
      <Button
        icon="key"
        onClick={() => {
          opened.current = first;
          setPhase(first ? 'drawing' : 'confirm');
        }}
      >
        {first ? FIRST_SECRET_LABEL : CREDENTIAL_ACTION_LABELS.ROTATE_SECRET}
      </Button>
      <ConfirmDialog
        open={phase === 'confirm'}
        title={CREDENTIAL_ACTION_LABELS.ROTATE_SECRET}
        confirmLabel="Gerar outro segredo"
        onConfirm={() => setPhase('drawing')}
        onCancel={() => setPhase('closed')}
      >
        <p>O segredo atual deixa de valer em {DEFAULT_OVERLAP_HOURS} horas. Deseja gerar outro?</p>
      </ConfirmDialog>
      {phase === 'drawing' && <DrawnSecret credential={credential} onClose={() => setPhase('closed')} />}
    </>
  );
}

/** Draws the secret and shows it, once: it is nowhere else, and gone when the dialog closes. */
function DrawnSecret({ credential, onClose }: SecretProps & { readonly onClose: () => void }) {
  const [{ data, error, fetching }, rotate] = useMutation(RotateSecret);
  const asked = useRef(false);
  const { id } = credential;
  useEffect(() => {
    // Once for each opening, whatever React does to effects: every call makes a new secret.
    if (asked.current) return;
    asked.current = true;
    void rotate({ id });
  }, [rotate, id]);
  const { secret, problems } = answered(data)?.rotateCredentialSecret ?? {};
  const failed = !fetching && !secret && (error !== undefined || (problems?.length ?? 0) > 0);

  return (
    <Dialog
      open
      size="large"
      title="Segredo da credencial"
      dismissible={failed}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose} disabled={!secret && !failed}>
          {failed ? 'Fechar' : 'Já guardei'}
        </Button>
      }
    >
      {!secret && !failed && <Loading label="Gerando o segredo…" />}
      {failed && <ErrorState title="O segredo não foi gerado">{actMessage(problems, error)}</ErrorState>}
      {secret && (
        <>
          <ShownOnce
            what="segredo"
            text={secret}
            more={
              <Button
                icon="download"
                onClick={() => saveFile(secretFileName(credential), secretFile(credential, secret))}
              >
                Baixar como .env
              </Button>
            }
          />
          <p>Este segredo identifica o sistema na API do Portal. Para a RNDS, use o certificado digital.</p>
        </>
      )}
    </Dialog>
  );
}
