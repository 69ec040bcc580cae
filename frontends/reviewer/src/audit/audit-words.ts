/** Whose acts a log holds. */
export const LOGS = { credentials: 'Solicitações e credenciais', homologation: 'Homologação' } as const;
export type Log = keyof typeof LOGS;

/** Acts in words; one that has none is shown by its code. */
export const ACT_WORDS: Record<string, string> = {
  // What is done to a request.
  CREATE: 'Criou a solicitação',
  ALTER: 'Criou a alteração',
  updateAccessRequest: 'Preencheu a solicitação',
  ATTACH_EVIDENCE: 'Anexou evidência',
  REMOVE_EVIDENCE: 'Removeu evidência',
  labelEvidence: 'Indicou o que a evidência comprova',
  ERASE_EVIDENCE: 'Apagou evidência com dados de pacientes',
  SUBMIT: 'Enviou a solicitação',
  CANCEL: 'Cancelou a solicitação',
  CLAIM: 'Assumiu a análise',
  RELEASE: 'Devolveu à fila',
  HAND_OVER: 'Passou a análise',
  assessRequirement: 'Avaliou um requisito',
  REQUEST_CHANGES: 'Pediu ajustes',
  APPROVE: 'Aprovou',
  REJECT: 'Não aprovou',
  TRANSFER: 'Transferiu a outra equipe',
  writeAccessRequestMessage: 'Escreveu mensagem',
  // What is done to a credential.
  SUSPEND: 'Suspendeu a credencial',
  REINSTATE: 'Reativou a credencial',
  REVOKE: 'Revogou a credencial',
  EXPIRE: 'Expirou a credencial',
  ROTATE_SECRET: 'Gerou novo segredo',
  CHANGE_CERTIFICATE: 'Trocou o certificado',
  OFFER_TRANSFER: 'Ofereceu a credencial a outra equipe',
  WITHDRAW_TRANSFER: 'Retirou a oferta de transferência',
  acceptCredentialTransfer: 'Aceitou a transferência',
  declineCredentialTransfer: 'Recusou a transferência',
  // Readings.
  readAccessRequest: 'Leu a solicitação',
  readCredential: 'Leu a credencial',
  readEvidence: 'Baixou evidência',
  readMessageAttachment: 'Baixou arquivo de mensagem',
  readAuditLog: 'Leu este registro',
  readAuditChain: 'Verificou ou exportou este registro',
  // Teams.
  inviteToTeam: 'Convidou para a equipe',
  renewTeamInvitation: 'Renovou o convite',
  cancelTeamInvitation: 'Cancelou o convite',
  acceptTeamInvitation: 'Aceitou o convite',
  confirmTeamMember: 'Confirmou quem entrou na equipe',
  setTeamRole: 'Mudou papel na equipe',
  removeTeamMember: 'Tirou da equipe',
  leaveTeam: 'Saiu da equipe',
  // Webhooks.
  createWebhook: 'Criou webhook',
  updateWebhook: 'Mudou webhook',
  deleteWebhook: 'Removeu webhook',
  rotateWebhookSecret: 'Gerou novo segredo do webhook',
  testWebhook: 'Testou webhook',
  replayWebhookDelivery: 'Reenviou entrega de webhook',
  disableWebhook: 'Desligou webhook que não respondia',
  // What the Ministry keeps.
  saveReplyTemplate: 'Guardou modelo de resposta',
  publishReplyTemplate: 'Publicou modelo de resposta',
  withdrawReplyTemplate: 'Tirou modelo de resposta de uso',
  restoreReplyTemplate: 'Voltou a um modelo de antes',
  // Homologation.
  issueTrialCertificate: 'Emitiu certificado de teste',
  revokeTrialCertificate: 'Revogou certificado de teste',
  armFault: 'Armou uma falha',
  disarmFaults: 'Desarmou as falhas',
  restartConformanceRun: 'Recomeçou a execução',
  declareConformanceRequirement: 'Declarou requisito',
  withdrawConformanceDeclaration: 'Retirou a declaração',
  proposeConformanceOverride: 'Propôs outro resultado',
  confirmConformanceOverride: 'Confirmou outro resultado',
  declineConformanceOverride: 'Recusou outro resultado',
  withdrawConformanceOverride: 'Retirou a proposta de resultado',
  writeConformanceMessage: 'Escreveu sobre a execução',
  issueConformanceReport: 'Emitiu relatório de conformidade',
};

/** What acts are done to. */
export const SUBJECT_WORDS: Record<string, string> = {
  ACCESS_REQUEST: 'Solicitação',
  EVIDENCE: 'Evidência',
  CREDENTIAL: 'Credencial',
  WEBHOOK: 'Webhook',
  TEAM: 'Equipe',
  CONTENT: 'Conteúdo',
  TRIAL_CERTIFICATE: 'Certificado de teste',
  CONFORMANCE_RUN: 'Execução de conformidade',
  CONFORMANCE_REPORT: 'Relatório de conformidade',
  AUDIT_LOG: 'Este registro',
};
