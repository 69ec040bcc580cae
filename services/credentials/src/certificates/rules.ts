import {
  CertificateKind,
  CertificatePolicy,
  cnpjRoot,
  formatCnpj,
  formatDate,
  ProblemCode,
  WARNING_LABELS,
  WarningCode,
} from '@portal/domain';
import type { Certificate } from './certificate.ts';

/** What a certificate is held against. */
export interface CertificateFacts {
  policy: CertificatePolicy;
  certificate: Certificate | null;
  /** Null while it is not told, or not known. */
  establishmentCnpj: string | null;
  managerCpf: string | null;
  now: Date;
}

/** A refusal, ready to become a Problem. */
export interface CertificateProblem {
  code: ProblemCode;
  message: string;
  path: string[];
}

/** A warning, ready to be kept with the request. */
export interface CertificateWarning {
  code: WarningCode;
  message: string;
  path: string[];
  mustAccept: boolean;
}

/** Where problems and warnings of a certificate stand in the input. */
export const CERTIFICATE_PATH = ['certificatePem'];

/** What keeps a request with this certificate from being submitted or approved. */
export function certificateProblems({ policy, certificate, managerCpf, now }: CertificateFacts): CertificateProblem[] {
  if (policy === CertificatePolicy.NONE) return [];
  if (!certificate) {
    return policy === CertificatePolicy.REQUIRED ? [problem(ProblemCode.REQUIRED, 'Envie o certificado digital.')] : [];
  }
  const messages = [validityMessage(certificate, now), holderMessage(certificate, managerCpf)];
  return messages.flatMap((message) => (message ? [problem(ProblemCode.INVALID, message)] : []));
}

/** What a reviewer is to know about this certificate. */
export function certificateWarnings({
  policy,
  certificate,
  establishmentCnpj,
}: CertificateFacts): CertificateWarning[] {
  if (policy === CertificatePolicy.NONE || !certificate) return [];
  const other = otherCnpjMessage(certificate, establishmentCnpj);
  return [
    ...(other ? [warning(WarningCode.CERTIFICATE_OTHER_CNPJ, other, true)] : []),
    ...(certificate.chainVerified
      ? []
      : [warning(WarningCode.CERTIFICATE_UNVERIFIED, WARNING_LABELS.CERTIFICATE_UNVERIFIED, false)]),
  ];
}

/** Why a certificate is not valid at a moment; undefined when it is. */
export function validityMessage(
  { notBefore, notAfter }: Pick<Certificate, 'notBefore' | 'notAfter'>,
  now: Date,
): string | undefined {
  if (now > new Date(notAfter)) return `Certificado vencido em ${formatDate(notAfter)}.`;
  if (now < new Date(notBefore)) return `Certificado válido só a partir de ${formatDate(notBefore)}.`;
  return undefined;
}

// A person's certificate is the manager's; while no manager is told there is nothing to compare.
function holderMessage({ kind, holder }: Certificate, managerCpf: string | null): string | undefined {
  if (kind !== CertificateKind.E_CPF) return undefined;
  if (holder === null) return 'O e-CPF não traz um CPF válido do titular.';
  if (managerCpf === null || holder === managerCpf) return undefined;
  return 'O e-CPF precisa ser do gestor responsável.';
}

function otherCnpjMessage({ kind, holder }: Certificate, establishmentCnpj: string | null): string | undefined {
  if (kind === CertificateKind.E_CPF) return undefined;
  if (holder === null) return 'O certificado não informa o CNPJ do titular. Confira se ele é do estabelecimento.';
  if (establishmentCnpj === null) {
    return `O CNPJ do estabelecimento não é conhecido. Confira se o certificado do CNPJ ${formatCnpj(holder)} é dele.`;
  }
  // A city's certificate covers its units: the root of 8 characters is the legal person.
  if (cnpjRoot(holder) === cnpjRoot(establishmentCnpj)) return undefined;
  return `O certificado é do CNPJ ${formatCnpj(holder)}, e o estabelecimento, do CNPJ ${formatCnpj(establishmentCnpj)}.`;
}

function problem(code: ProblemCode, message: string): CertificateProblem {
  return { code, message, path: CERTIFICATE_PATH };
}

function warning(code: WarningCode, message: string, mustAccept: boolean): CertificateWarning {
  return { code, message, path: CERTIFICATE_PATH, mustAccept };
}
