import {
  CERTIFICATE_KIND_LABELS,
  type CertificateKind,
  formatDate,
  WARNING_LABELS,
  type WarningCode,
} from '@portal/domain';
import { DescriptionList, Message } from '@portal/ui';
import { certificateHolder } from './holder.ts';

interface ShownCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly sha256: string;
  readonly holder: string | null;
  readonly holderName: string | null;
  readonly kind: CertificateKind | null;
  readonly chainVerified: boolean;
}

interface CertificateFactsProps {
  readonly certificate: ShownCertificate;
  /** What has to be known about the request that it came with. */
  readonly warnings?: readonly { readonly code: WarningCode; readonly message: string }[];
}

/** A certificate as people read it: holder, validity, and whether its chain was checked. */
export function CertificateFacts({ certificate, warnings = [] }: CertificateFactsProps) {
  const notices = warnings.filter((warning) => warning.code === 'CERTIFICATE_OTHER_CNPJ');
  const holder = certificateHolder(certificate);
  return (
    <>
      <DescriptionList
        items={[
          { term: 'Titular', value: holder === '' ? certificate.subject : holder },
          { term: 'Tipo', value: certificate.kind ? CERTIFICATE_KIND_LABELS[certificate.kind] : null },
          { term: 'Validade', value: `${formatDate(certificate.notBefore)} a ${formatDate(certificate.notAfter)}` },
          { term: 'Emissor', value: certificate.issuer },
          { term: 'Impressão digital (SHA-256)', value: <code className="fingerprint">{certificate.sha256}</code> },
        ]}
      />
      {!certificate.chainVerified && (
        <Message tone="info" role="none">
          <p>{WARNING_LABELS.CERTIFICATE_UNVERIFIED}.</p>
        </Message>
      )}
      {notices.map((notice) => (
        <Message key={notice.code} tone="warning" role="none" title={WARNING_LABELS[notice.code]}>
          <p>{notice.message}</p>
        </Message>
      ))}
    </>
  );
}
