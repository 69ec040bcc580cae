import type { AccessRequestAction } from './access-request-action.ts';
import type { CertificateKind, CertificatePolicy } from './certificate-kind.ts';
import type { CredentialAction } from './credential-action.ts';
import type { Environment } from './environment.ts';
import type { AssuranceLevel, Role } from './person.ts';
import type { RequestOrigin } from './request-origin.ts';
import type { ServiceKind } from './service-kind.ts';
import type { TeamRole } from './team.ts';
import type { Verdict } from './verdict.ts';
import type { WarningCode } from './warning-code.ts';

/** An environment on screen. */
export const ENVIRONMENT_LABELS: Record<Environment, string> = { HOMOLOGATION: 'Homologação', PRODUCTION: 'Produção' };

/** A service's kind on screen. */
export const SERVICE_KIND_LABELS: Record<ServiceKind, string> = { WEB_SERVICE: 'Web service', API: 'API' };

/** A role on screen. */
export const ROLE_LABELS: Record<Role, string> = {
  INTEGRATOR: 'Integrador',
  REVIEWER: 'Analista do MS',
  MANAGER: 'Gestão da análise',
  AUDITOR: 'Auditoria',
  ADMIN: 'Administração',
};

/** What somebody is in a team, on screen. */
export const TEAM_ROLE_LABELS: Record<TeamRole, string> = {
  GESTOR: 'Gestor',
  INTEGRADOR: 'Integrador',
  LEITURA: 'Leitura',
};

/** What somebody in a team may do, on screen. */
export const TEAM_ROLE_SENTENCES: Record<TeamRole, string> = {
  GESTOR: 'Faz tudo, revoga credenciais e cuida de quem está na equipe.',
  INTEGRADOR: 'Prepara e envia solicitações, testa e gera segredos.',
  LEITURA: 'Vê tudo e não muda nada.',
};

/** A gov.br account's level on screen. */
export const ASSURANCE_LEVEL_LABELS: Record<AssuranceLevel, string> = {
  BRONZE: 'Bronze',
  SILVER: 'Prata',
  GOLD: 'Ouro',
};

/** Who asks, on screen. */
export const REQUEST_ORIGIN_LABELS: Record<RequestOrigin, string> = {
  MINISTRY: 'Ministério da Saúde',
  OTHER: 'Outros, fora do Ministério da Saúde',
};

/** A certificate's kind on screen. */
export const CERTIFICATE_KIND_LABELS: Record<CertificateKind, string> = { E_CNPJ: 'e-CNPJ', E_CPF: 'e-CPF' };

/** Whether a certificate is wanted, on screen. */
export const CERTIFICATE_POLICY_LABELS: Record<CertificatePolicy, string> = {
  REQUIRED: 'Obrigatório',
  OPTIONAL: 'Opcional',
  NONE: 'Não é preciso',
};

/** What a reviewer found, on screen. */
export const VERDICT_LABELS: Record<Verdict, string> = {
  PROVEN: 'Comprovado',
  MISSING: 'Não comprovado',
  DOUBTFUL: 'Com dúvida',
};

/** A warning on screen. */
export const WARNING_LABELS: Record<WarningCode, string> = {
  CERTIFICATE_OTHER_CNPJ: 'Certificado de outro CNPJ',
  CERTIFICATE_UNVERIFIED: 'Certificado ainda não conferido com a ICP-Brasil',
  ESTABLISHMENT_UNVERIFIED: 'Informado pelo solicitante',
  IP_ANY: 'IPs de origem amplos demais',
  IP_NORMALISED: 'Faixa de IP ajustada',
  OTHER_TEAM: 'Outra equipe no mesmo estabelecimento',
};

/** What was done, as a timeline tells it. */
export const HISTORY_LABELS: Record<AccessRequestAction, string> = {
  CREATE: 'Solicitação criada',
  EDIT: 'Solicitação editada',
  SUBMIT: 'Solicitação enviada para análise',
  CANCEL: 'Solicitação cancelada',
  CLAIM: 'Análise iniciada',
  RELEASE: 'Devolvida à fila de análise',
  HAND_OVER: 'Análise repassada',
  REQUEST_CHANGES: 'Ajustes solicitados',
  APPROVE: 'Solicitação aprovada',
  REJECT: 'Solicitação não aprovada',
  ATTACH_EVIDENCE: 'Evidência anexada',
  REMOVE_EVIDENCE: 'Evidência removida',
  ERASE_EVIDENCE: 'Evidência apagada por mostrar dados pessoais',
  REFUSE_EVIDENCE: 'Evidência recusada pelo antivírus',
  TRANSFER: 'Transferida para outra equipe do estabelecimento',
};

/** What may be done to a request, as a button says it. */
export const ACCESS_REQUEST_ACTION_LABELS: Record<AccessRequestAction, string> = {
  CREATE: 'Nova solicitação',
  EDIT: 'Editar',
  SUBMIT: 'Enviar para análise',
  CANCEL: 'Cancelar solicitação',
  CLAIM: 'Assumir',
  RELEASE: 'Devolver à fila',
  HAND_OVER: 'Repassar',
  REQUEST_CHANGES: 'Solicitar ajustes',
  APPROVE: 'Aprovar',
  REJECT: 'Não aprovar',
  ATTACH_EVIDENCE: 'Escolher arquivos',
  REMOVE_EVIDENCE: 'Remover',
  ERASE_EVIDENCE: 'Apagar',
  REFUSE_EVIDENCE: 'Recusar',
  TRANSFER: 'Transferir',
};

/** What may be done to a credential, as a button says it; a first secret is "Gerar segredo". */
export const CREDENTIAL_ACTION_LABELS: Record<CredentialAction, string> = {
  ROTATE_SECRET: 'Renovar segredo',
  CHANGE_CERTIFICATE: 'Trocar certificado',
  SUSPEND: 'Suspender',
  REINSTATE: 'Reativar',
  REVOKE: 'Revogar',
  REQUEST_PRODUCTION: 'Solicitar acesso ao ambiente de produção',
  REQUEST_ALTERATION: 'Alterar',
  OFFER_TRANSFER: 'Transferir para outra equipe',
  WITHDRAW_TRANSFER: 'Cancelar a transferência',
};

/** The button that draws the first secret of a credential. */
export const FIRST_SECRET_LABEL = 'Gerar segredo';

/** The four stages of the form. */
export const FORM_STAGES = ['Responsável', 'Sistema', 'Operação', 'Finalização'] as const;
