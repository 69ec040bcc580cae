import { problemsOf, useAct } from '@portal/console/acts';
import { Form, readEach, required, useForm } from '@portal/console/forms';
import {
  CREDENTIAL_ACTION_LABELS,
  DEFAULT_OVERLAP_DAYS,
  formatDate,
  LIMITS,
  type Parsed,
  parseOverlapDays,
  valid,
} from '@portal/domain';
import { Button, Dialog, Message, TextField, useNotify } from '@portal/ui';
import { useState } from 'react';
import { CertificateFile } from '../certificate-file/certificate-file.tsx';
import type { CredentialDetailFragment } from '../gql/graphql.ts';
import { ChangeCertificate as ChangeCertificateDocument } from './credential.documents.ts';

interface ChangeCertificateProps {
  readonly credential: CredentialDetailFragment;
}

/** "Trocar certificado", and the dialog that does it. */
export function ChangeCertificate({ credential }: ChangeCertificateProps) {
  const [open, setOpen] = useState(false);
  const { certificate } = credential;
  if (!certificate || !(open || credential.allowedActions.includes('CHANGE_CERTIFICATE'))) return null;
  return (
    <>
      <Button icon="edit" onClick={() => setOpen(true)}>
        {CREDENTIAL_ACTION_LABELS.CHANGE_CERTIFICATE}
      </Button>
      {open && <ChangeDialog credential={credential} current={certificate} onClose={() => setOpen(false)} />}
    </>
  );
}

interface ChangeDialogProps extends ChangeCertificateProps {
  readonly current: NonNullable<CredentialDetailFragment['certificate']>;
  readonly onClose: () => void;
}

const readDays = (text: string): Parsed<number> => parseOverlapDays(text.trim() === '' ? Number.NaN : Number(text));

const SCHEMA = readEach({
  certificatePem: required(valid<string>, 'Escolha o arquivo do certificado novo.'),
  overlapDays: readDays,
});

const DAY_MS = 86_400_000;

/** Asks for the new certificate and says what follows, before anything is done. */
function ChangeDialog({ credential, current: live, onClose }: ChangeDialogProps) {
  // What a colleague binds meanwhile comes live: what was agreed to is to replace the one that was shown.
  const [current] = useState(live);
  const [change] = useAct(ChangeCertificateDocument);
  const { notify } = useNotify();
  const form = useForm({
    schema: SCHEMA,
    initial: { certificatePem: '', overlapDays: String(DEFAULT_OVERLAP_DAYS) },
    send: async ({ certificatePem, overlapDays }) => {
      const { data, error } = await change({
        id: credential.id,
        certificatePem,
        overlapDays,
        currentSha256: current.sha256,
      });
      const problems = problemsOf(data?.changeCredentialCertificate, error);
      if (problems.length === 0) {
        const text = `Certificado da credencial ${credential.requesterIdentifier} trocado.`;
        notify({ about: credential.id, tone: 'success', text });
        onClose();
      }
      return problems;
    },
  });
  const file = form.text('certificatePem');
  const { min, max } = LIMITS.overlapDays;
  const title = `Trocar o certificado da credencial ${credential.requesterIdentifier}`;
  if (live.sha256 !== current.sha256 && !form.submitting) {
    return (
      <Dialog open size="large" title={title} onClose={onClose} footer={<Button onClick={onClose}>Voltar</Button>}>
        <Message tone="warning">
          O certificado desta credencial acaba de ser trocado, e nada foi feito aqui. Volte, veja o que vale agora e, se
          ainda for preciso, comece de novo.
        </Message>
      </Dialog>
    );
  }
  return (
    <Dialog
      open
      size="large"
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Voltar</Button>
          <Button type="submit" form={form.id} variant="primary" busy={form.submitting}>
            {CREDENTIAL_ACTION_LABELS.CHANGE_CERTIFICATE}
          </Button>
        </>
      }
    >
      <p>
        O certificado novo precisa ser do mesmo titular. O arquivo é aberto aqui, no seu navegador: a chave privada e a
        senha não saem deste aparelho.
      </p>
      <CertificateFile
        id={file.id}
        label={file.value === '' ? 'Arquivo do certificado novo' : 'Certificado novo lido. Escolher outro arquivo'}
        error={file.error}
        onChoose={() => form.change({ certificatePem: '' })}
        onRead={(certificatePem) => form.change({ certificatePem })}
      />
      <Form of={form}>
        <TextField
          {...form.text('overlapDays')}
          className="narrow-field"
          label="Por quantos dias o certificado atual continua valendo"
          help={`De ${min} a ${max}. Com 0, ele deixa de valer na hora.`}
          inputMode="numeric"
        />
        <h3>O que vai acontecer</h3>
        <ul>
          <li>O certificado novo passa a valer na hora.</li>
          <li>{whatOfTheOld(form.values.overlapDays, current.notAfter)}</li>
          {credential.previousCertificateExpiresAt && (
            <li>
              O anterior a ele, que ainda valia até {formatDate(credential.previousCertificateExpiresAt)}, deixa de
              valer.
            </li>
          )}
          <li>A credencial passa a valer até o fim do certificado novo. O identificador e o segredo não mudam.</li>
        </ul>
      </Form>
    </Dialog>
  );
}

function whatOfTheOld(typed: string, notAfter: string): string {
  const days = readDays(typed);
  if (!days.ok) return 'O atual continua valendo pelos dias que você informar.';
  if (days.value === 0) return 'O atual deixa de valer na hora.';
  const end = Math.min(Date.now() + days.value * DAY_MS, Date.parse(notAfter));
  return `O atual continua valendo até ${formatDate(new Date(end))}, para você trocar no sistema sem parar.`;
}
