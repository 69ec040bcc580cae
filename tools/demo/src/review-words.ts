import type { ReviewWords } from './stories.ts';

/** What a reviewer wrote: a code, what it is about, and the text as the integrator reads it. */
export interface ReviewText {
  code: string;
  /** A field or a requirement; `evidence` stands for the file at that place. */
  path: string | null;
  evidence?: number;
  message: string;
}

/** The texts of requests for changes and refusals. */
export const REVIEW_TEXTS: Record<ReviewWords, ReviewText> = {
  wideRange: {
    code: 'IP_NOT_JUSTIFIED',
    path: 'system.ipRanges.0',
    message: 'A faixa informada cobre a rede inteira. Informe só o IP público de saída do servidor do sistema.',
  },
  managerEmail: {
    code: 'MANAGER_DATA',
    path: 'manager.email',
    message: 'Informe o e-mail institucional do gestor responsável: é para ele que vão os avisos da credencial.',
  },
  vagueDescription: {
    code: 'OTHER',
    path: 'system.description',
    message: 'Explique quais profissionais usam o sistema e em que momento do atendimento ele consulta o serviço.',
  },
  wrongEstablishment: {
    code: 'ESTABLISHMENT_MISMATCH',
    path: 'establishmentCnes',
    message:
      'O estabelecimento informado não é o que usa o sistema, segundo a descrição. Abra uma nova solicitação com o CNES certo.',
  },
  otherHolder: {
    code: 'CERTIFICATE_OTHER_HOLDER',
    path: 'certificatePem',
    message:
      'O certificado é de uma empresa sem vínculo com o estabelecimento. Use o e-CNPJ do estabelecimento ou o e-CPF do gestor.',
  },
  noErrors: {
    code: 'EVIDENCE_INSUFFICIENT',
    path: 'checklist.BUSINESS_BEHAVIOURS',
    message: 'Faltou mostrar o que o sistema faz quando o serviço devolve erro. Anexe um teste com OperationOutcome.',
  },
  illegible: {
    code: 'EVIDENCE_ILLEGIBLE',
    path: null,
    evidence: 0,
    message: 'Não é possível ler o conteúdo. Envie o arquivo em resolução maior ou em PDF com texto.',
  },
  personalData: {
    code: 'EVIDENCE_PERSONAL_DATA',
    path: null,
    evidence: 0,
    message:
      'O arquivo mostra o nome e o CNS de uma pessoa atendida e foi apagado. Refaça o teste com a massa de homologação.',
  },
  notConvincing: {
    code: 'EVIDENCE_INSUFFICIENT',
    path: 'checklist.OUTPUTS',
    message:
      'As evidências são de um ambiente simulado, e não da homologação do Ministério. Refaça os testes e solicite novamente.',
  },
};

/** What goes with the decisions. */
export const DECISION_MESSAGES = {
  requestChanges: 'Quase tudo certo. Ajuste o ponto abaixo e envie de novo; a análise continua de onde parou.',
  reject: 'Obrigado pelo envio. Não foi possível aprovar pelo motivo abaixo.',
  approveHomologation: 'Tudo certo. Use a massa de testes e guarde as evidências para pedir a produção.',
  approveProduction: 'Evidências conferidas. Bom trabalho da equipe de integração.',
} as const;

/** Why credentials were suspended or revoked. */
export const CREDENTIAL_REASONS = {
  suspend: 'Troca de servidor: o sistema fica fora do ar durante a migração.',
  suspendForMinistry:
    'Volume de envios fora do padrão. Suspensa enquanto a equipe técnica verifica com o estabelecimento.',
  revoke: 'O sistema foi substituído por outro fornecedor.',
} as const;
