/** The stages of the form in an address. */
export const STAGE_ADDRESSES = ['responsavel', 'sistema', 'operacao', 'finalizacao'] as const;

/** The address of the form, at a stage. */
export function formAddress(id: string, stage = 0): string {
  const base = `/solicitacoes/${id}/editar`;
  return stage === 0 ? base : `${base}?etapa=${STAGE_ADDRESSES[stage] ?? STAGE_ADDRESSES[0]}`;
}

/** The address of a request's evidence. */
export function evidenceAddress(id: string): string {
  return `/solicitacoes/${id}/evidencias`;
}

/** Where in the page of a request its messages stand. */
export const MESSAGES_ANCHOR = 'mensagens';
