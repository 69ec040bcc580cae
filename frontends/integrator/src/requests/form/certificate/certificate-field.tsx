import { CertificateFacts } from '@portal/console/certificates';
import { Button, FileInput, Message, Progress } from '@portal/ui';
import { useEffect, useRef } from 'react';
import { AskedHere } from '../asked-here.tsx';
import { faultAt, fieldId, useForm } from '../form-context.ts';
import { CertificatePassword } from './certificate-password.tsx';
import { useCertificateFile } from './use-certificate-file.ts';

/** The certificate: its file is opened in this browser, and only the public part of it is sent. */
export function CertificateField() {
  const { store, state, request } = useForm();
  const { locked, progress, problem, read, cancel } = useCertificateFile((pem) => store.choose('certificatePem', pem));
  const field = useRef<HTMLDivElement>(null);
  const password = useRef<HTMLInputElement>(null);
  const reading = progress !== null;
  const held = request.certificate;
  const policy = request.portfolio.certificate.find((rule) => rule.environment === request.environment)?.policy;

  // What was pressed may be gone when the reading ends, and the next thing to do is elsewhere.
  const wasReading = useRef(false);
  useEffect(() => {
    if (wasReading.current && !reading && hasFocus(field.current)) {
      (locked ? password.current : document.getElementById(fieldId('certificatePem')))?.focus();
    }
    wasReading.current = reading;
  });

  function choose([file]: File[]): void {
    if (file === undefined) return;
    store.tell('certificatePem', []);
    read(file);
  }

  return (
    <div ref={field}>
      <AskedHere name="certificatePem" />
      <h3>Certificado digital{policy === 'OPTIONAL' && <span className="field-optional"> (opcional)</span>}</h3>
      <p>Certificado ICP-Brasil e-CNPJ ou e-CPF, tipo A1 ou A3. É ele que vai autenticar o sistema.</p>
      <p>
        O arquivo é aberto aqui, no seu navegador. Só o certificado público e os das autoridades que o emitiram são
        enviados ao Portal: a chave privada e a senha não saem deste aparelho.
      </p>
      <FileInput
        id={fieldId('certificatePem')}
        label={held ? 'Trocar o certificado' : 'Arquivo do certificado'}
        help="PFX, P12, PEM, CER, CRT, DER ou P7B."
        accept=".pfx,.p12,.pem,.cer,.crt,.der,.p7b,.p7c,.txt"
        error={locked ? undefined : (problem ?? faultAt(state, 'certificatePem'))}
        onFiles={choose}
      />
      {locked && (
        <CertificatePassword
          key={`${locked.name} ${locked.lastModified}`}
          ref={password}
          fileName={locked.name}
          busy={reading}
          error={problem ?? undefined}
          onOpen={(typed) => read(locked, typed)}
        />
      )}
      {reading && (
        <div className="certificate-reading">
          <Progress label="Lendo o certificado" value={progress > 0 ? progress * 100 : undefined} />
          <Button size="small" onClick={cancel}>
            Cancelar a leitura
          </Button>
        </div>
      )}
      <div role="status">
        {reading && <p className="visually-hidden">Lendo o certificado…</p>}
        {held && <CertificateFacts certificate={held} warnings={request.warnings} />}
      </div>
      {!held && (
        <Message tone="info" role="none">
          <p>O certificado está em outro aparelho? Sua solicitação está salva; continue por lá.</p>
        </Message>
      )}
    </div>
  );
}

/** Whether the focus is here, or nowhere because what had it is gone. */
function hasFocus(place: Element | null): boolean {
  const { activeElement, body } = document;
  return activeElement === body || Boolean(place?.contains(activeElement));
}
