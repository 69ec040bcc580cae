import type { AccessRequestState } from './access-request-state.ts';
import type { CredentialState } from './credential-state.ts';
import type { ScanState } from './scan-state.ts';

/** The colour family of a state's tag; the word and an icon always go with it. */
export type Tone = 'grey' | 'blue' | 'darkBlue' | 'yellow' | 'green' | 'red';

/** A state's word and colour. */
export interface StateLabel {
  label: string;
  tone: Tone;
}

/** A request's states on screen. */
export const ACCESS_REQUEST_STATE_LABELS: Record<AccessRequestState, StateLabel> = {
  DRAFT: { label: 'Rascunho', tone: 'grey' },
  SUBMITTED: { label: 'Enviada', tone: 'blue' },
  IN_REVIEW: { label: 'Em análise', tone: 'darkBlue' },
  CHANGES_REQUESTED: { label: 'Ajustes solicitados', tone: 'yellow' },
  APPROVED: { label: 'Aprovada', tone: 'green' },
  REJECTED: { label: 'Não aprovada', tone: 'red' },
  CANCELLED: { label: 'Cancelada', tone: 'grey' },
};

/** A credential's states on screen. */
export const CREDENTIAL_STATE_LABELS: Record<CredentialState, StateLabel> = {
  ACTIVE: { label: 'Ativa', tone: 'green' },
  SUSPENDED: { label: 'Suspensa', tone: 'yellow' },
  REVOKED: { label: 'Revogada', tone: 'red' },
  EXPIRED: { label: 'Expirada', tone: 'grey' },
};

/** A file's scan on screen. */
export const SCAN_STATE_LABELS: Record<ScanState, StateLabel> = {
  PENDING: { label: 'Verificando o arquivo…', tone: 'grey' },
  CLEAN: { label: 'Arquivo verificado', tone: 'green' },
  INFECTED: { label: 'Arquivo recusado por segurança', tone: 'red' },
};
