import type { EnumDescription } from './enum-description.ts';

/** Whose ICP-Brasil certificate it is. */
export const CertificateKind = {
  E_CNPJ: 'E_CNPJ',
  E_CPF: 'E_CPF',
} as const;

/** Whose ICP-Brasil certificate it is. */
export type CertificateKind = keyof typeof CertificateKind;

/** Its words in the API. */
export const CERTIFICATE_KIND_ENUM: EnumDescription<CertificateKind> = {
  name: 'CertificateKind',
  description: 'Whose ICP-Brasil certificate it is.',
  valuesConfig: {
    E_CNPJ: { description: 'Of a legal person.' },
    E_CPF: { description: 'Of a natural person.' },
  },
};

/** Whether a portfolio wants a certificate. */
export const CertificatePolicy = {
  REQUIRED: 'REQUIRED',
  OPTIONAL: 'OPTIONAL',
  NONE: 'NONE',
} as const;

/** Whether a portfolio wants a certificate. */
export type CertificatePolicy = keyof typeof CertificatePolicy;

/** Its words in the API. */
export const CERTIFICATE_POLICY_ENUM: EnumDescription<CertificatePolicy> = {
  name: 'CertificatePolicy',
  description: 'Whether a portfolio wants a certificate.',
  valuesConfig: {
    REQUIRED: { description: 'A request without one cannot be submitted.' },
    OPTIONAL: { description: 'A request may carry one.' },
    NONE: { description: 'None is asked for.' },
  },
};
