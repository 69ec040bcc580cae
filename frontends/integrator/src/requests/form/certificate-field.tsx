import { HttpProblem, useUploads } from '@portal/console';
import { CertificateFacts } from '@portal/console/certificates';
import { CERTIFICATE_MAX_BYTES } from '@portal/domain';
import { Button, FileInput, Message, TextField } from '@portal/ui';
import { type FormEvent, useState } from 'react';
import { AskedHere } from './asked-here.tsx';
import { faultAt, fieldId, useForm } from './form-context.ts';

/** A PKCS#12 container opens with a password. */
function needsPassword(file: File): boolean {
  return /\.(pfx|p12)$/i.test(file.name);
}

const NO_CERTIFICATE = 'Este arquivo não é um certificado.';

/** The certificate: read by the Portal, of which only the public part is kept. */
export function CertificateField() {
  const { store, state, request } = useForm();
  const { postCertificate } = useUploads();
  const [file, setFile] = useState<File | null>(null);
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const fault = problem ?? faultAt(state, 'certificatePem');
  const held = request.certificate;
  const policy = request.portfolio.certificate.find((rule) => rule.environment === request.environment)?.policy;

  async function send(chosen: File, secret?: string): Promise<void> {
    setBusy(true);
    try {
      const { pem } = await postCertificate(chosen, secret);
      setProblem(null);
      setFile(null);
      setPassword('');
      store.choose('certificatePem', pem);
    } catch (cause) {
      setProblem(cause instanceof HttpProblem ? cause.detail : NO_CERTIFICATE);
    } finally {
      setBusy(false);
    }
  }

  function choose([chosen]: File[]): void {
    if (chosen === undefined) return;
    setProblem(null);
    store.tell('certificatePem', []);
    setPassword('');
    setFile(chosen);
    if (chosen.size === 0 || chosen.size > CERTIFICATE_MAX_BYTES) {
      setProblem(NO_CERTIFICATE);
      setFile(null);
    } else if (!needsPassword(chosen)) {
      void send(chosen);
    }
  }

  function open(event: FormEvent): void {
    event.preventDefault();
    if (file !== null && !busy) void send(file, password);
  }

  return (
    <>
      <AskedHere name="certificatePem" />
      <h3>Certificado digital{policy === 'OPTIONAL' && <span className="field-optional"> (opcional)</span>}</h3>
      <p>
        Certificado ICP-Brasil e-CNPJ ou e-CPF, tipo A1 ou A3. É ele que vai autenticar o sistema. Guardamos só a parte
        pública: a chave privada e a senha não são guardadas.
      </p>
      <FileInput
        id={fieldId('certificatePem')}
        label={held ? 'Trocar o certificado' : 'Arquivo do certificado'}
        help="PEM, CER, CRT, DER, PFX ou P12."
        accept=".pem,.cer,.crt,.der,.pfx,.p12"
        error={file !== null && needsPassword(file) ? undefined : fault}
        onFiles={choose}
      />
      {file !== null && needsPassword(file) && (
        <form onSubmit={open} className="certificate-password">
          <TextField
            label={`Senha do arquivo ${file.name}`}
            type="password"
            autoComplete="off"
            value={password}
            onChange={(event) => setPassword(event.target.value)}
            error={fault}
            action={
              <Button type="submit" busy={busy}>
                Ler certificado
              </Button>
            }
          />
        </form>
      )}
      <div role="status">
        {busy && <p>Lendo o certificado…</p>}
        {held && <CertificateFacts certificate={held} warnings={request.warnings} />}
      </div>
      {!held && (
        <Message tone="info" role="none">
          <p>O certificado está em outro aparelho? Sua solicitação está salva; continue por lá.</p>
        </Message>
      )}
    </>
  );
}
