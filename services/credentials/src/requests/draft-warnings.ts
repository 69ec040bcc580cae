import type { CertificatePolicy } from '@portal/domain';
import { certificateWarnings } from '../certificates/rules.ts';
import type { RequestContent, WarningCopy } from './content.ts';

type Warned = Pick<RequestContent, 'certificate' | 'establishment' | 'manager'>;

/** What a reviewer is to know of this content; the ranges' warnings are given, for they tell how they were typed. */
export function warningsOf(
  { certificate, establishment, manager }: Warned,
  policy: CertificatePolicy,
  ipWarnings: readonly WarningCopy[],
  now: Date,
): WarningCopy[] {
  const ofCertificate = certificateWarnings({
    policy,
    certificate,
    establishmentCnpj: establishment?.cnpj ?? null,
    managerCpf: manager?.cpf ?? null,
    now,
  });
  return [
    ...(establishment && !establishment.verified ? [UNVERIFIED] : []),
    ...ofCertificate.map((warning) => ({ ...warning, acceptedBy: null, acceptedAt: null })),
    ...ipWarnings,
  ];
}

/** Those of the ranges among a request's warnings. */
export function ipWarningsAmong(warnings: readonly WarningCopy[]): WarningCopy[] {
  return warnings.filter(({ code }) => code === 'IP_ANY' || code === 'IP_NORMALISED');
}

const UNVERIFIED: WarningCopy = {
  code: 'ESTABLISHMENT_UNVERIFIED',
  path: ['establishment'],
  message: 'Dados do estabelecimento informados pelo solicitante.',
  mustAccept: true,
  acceptedBy: null,
  acceptedAt: null,
};
