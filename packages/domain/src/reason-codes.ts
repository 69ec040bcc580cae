import { Environment } from './environment.ts';

/** Why changes are asked for or a request is refused, with what people read. */
export const REASON_LABELS = {
  CERTIFICATE_INVALID: 'Certificado inválido',
  CERTIFICATE_OTHER_HOLDER: 'Certificado de outro titular',
  ESTABLISHMENT_MISMATCH: 'Estabelecimento não confere',
  MANAGER_DATA: 'Dados do gestor responsável',
  IP_NOT_JUSTIFIED: 'IP de origem sem justificativa',
  SERVICE_UNSUITABLE: 'Serviço não adequado ao sistema',
  EVIDENCE_ILLEGIBLE: 'Evidência ilegível',
  EVIDENCE_INSUFFICIENT: 'Evidência insuficiente',
  EVIDENCE_PERSONAL_DATA: 'Evidência com dados de paciente real',
  OTHER: 'Outro motivo',
} as const;

/** The code of a reason. */
export type ReasonCode = keyof typeof REASON_LABELS;

const ALL = Object.keys(REASON_LABELS) as ReasonCode[];

// A homologation request needs no evidence, but a real patient must be told of wherever a file shows one.
const PRODUCTION_ONLY: ReadonlySet<ReasonCode> = new Set(['EVIDENCE_ILLEGIBLE', 'EVIDENCE_INSUFFICIENT']);

/** The reasons that may be given in an environment, in any without one; OTHER is always the last. */
export function reasonCodesOf(environment?: Environment): ReasonCode[] {
  return environment === Environment.HOMOLOGATION ? ALL.filter((code) => !PRODUCTION_ONLY.has(code)) : ALL;
}

/** Whether the text is a reason that may be given in that environment. */
export function isReasonCode(code: string, environment?: Environment): code is ReasonCode {
  return reasonCodesOf(environment).some((known) => known === code);
}
