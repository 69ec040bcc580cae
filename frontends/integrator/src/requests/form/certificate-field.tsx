import { CertificateFacts } from '@portal/console/certificates';
import { DEFAULT_OVERLAP_DAYS } from '@portal/domain';
import { Message } from '@portal/ui';
import { CertificateFile } from '../../certificate-file/certificate-file.tsx';
import { AskedHere } from './asked-here.tsx';
import { faultAt, fieldId, useForm } from './form-context.ts';

/** The certificate: its file is opened in this browser, and only the public part of it is sent. */
export function CertificateField() {
  const { store, state, request } = useForm();
  const held = request.certificate;
  const policy = request.portfolio.certificate.find((rule) => rule.environment === request.environment)?.policy;

  return (
    <>
      <AskedHere name="certificatePem" />
      <h3>Certificado digital{policy === 'OPTIONAL' && <span className="field-optional"> (opcional)</span>}</h3>
      <p>Certificado ICP-Brasil e-CNPJ ou e-CPF, tipo A1 ou A3. É ele que vai autenticar o sistema.</p>
      <p>
        O arquivo é aberto aqui, no seu navegador. Só o certificado público e os das autoridades que o emitiram são
        enviados ao Portal: a chave privada e a senha não saem deste aparelho.
      </p>
      {request.replaces && (
        <p>
          Com a aprovação, o certificado novo vale na hora. O anterior ainda vale por {DEFAULT_OVERLAP_DAYS} dias se for
          do mesmo titular; se for de outro, deixa de valer no mesmo momento.
        </p>
      )}
      <CertificateFile
        id={fieldId('certificatePem')}
        label={held ? 'Trocar o certificado' : 'Arquivo do certificado'}
        error={faultAt(state, 'certificatePem')}
        onChoose={() => store.tell('certificatePem', [])}
        onRead={(pem) => store.choose('certificatePem', pem)}
      />
      <div role="status">{held && <CertificateFacts certificate={held} warnings={request.warnings} />}</div>
      {!held && (
        <Message tone="info" role="none">
          <p>O certificado está em outro aparelho? Sua solicitação está salva; continue por lá.</p>
        </Message>
      )}
    </>
  );
}
