/** The words of reasons from before they were kept with each decision. */
const FIRST_WORDS = new Map([
  ['CERTIFICATE_INVALID', 'Certificado inválido'],
  ['CERTIFICATE_OTHER_HOLDER', 'Certificado de outro titular'],
  ['ESTABLISHMENT_MISMATCH', 'Estabelecimento não confere'],
  ['MANAGER_DATA', 'Dados do gestor responsável'],
  ['IP_NOT_JUSTIFIED', 'IP de origem sem justificativa'],
  ['SERVICE_UNSUITABLE', 'Serviço não adequado ao sistema'],
  ['EVIDENCE_ILLEGIBLE', 'Evidência ilegível'],
  ['EVIDENCE_INSUFFICIENT', 'Evidência insuficiente'],
  ['EVIDENCE_PERSONAL_DATA', 'Evidência com dados de paciente real'],
  ['OTHER', 'Outro motivo'],
]);

/** What people read for a reason that was given: the words of that day. */
export function reasonLabel({ code, label }: { code: string; label?: string | null }): string {
  return label ?? FIRST_WORDS.get(code) ?? code;
}
