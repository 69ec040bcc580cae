import type { IconName } from './icons.ts';
import { Tag, type Tone } from './tag.tsx';

interface StateLook {
  label: string;
  tone: Tone;
  icon: IconName;
}

/** Words, colours and icons of the states of requests, credentials and files. */
export const stateLooks = {
  DRAFT: { label: 'Rascunho', tone: 'grey', icon: 'draft' },
  SUBMITTED: { label: 'Enviada', tone: 'blue', icon: 'sent' },
  IN_REVIEW: { label: 'Em análise', tone: 'dark-blue', icon: 'search' },
  CHANGES_REQUESTED: { label: 'Ajustes solicitados', tone: 'yellow', icon: 'warning' },
  APPROVED: { label: 'Aprovada', tone: 'green', icon: 'success' },
  REJECTED: { label: 'Não aprovada', tone: 'red', icon: 'refused' },
  CANCELLED: { label: 'Cancelada', tone: 'grey', icon: 'cancelled' },
  ACTIVE: { label: 'Ativa', tone: 'green', icon: 'success' },
  SUSPENDED: { label: 'Suspensa', tone: 'yellow', icon: 'suspended' },
  REVOKED: { label: 'Revogada', tone: 'red', icon: 'refused' },
  EXPIRED: { label: 'Expirada', tone: 'grey', icon: 'expired' },
  PENDING: { label: 'Verificando o arquivo…', tone: 'grey', icon: 'pending' },
  CLEAN: { label: 'Arquivo verificado', tone: 'green', icon: 'shield' },
  INFECTED: { label: 'Arquivo recusado por segurança', tone: 'red', icon: 'refused' },
} as const satisfies Record<string, StateLook>;

export type StateName = keyof typeof stateLooks;

/** The tag of a state: AccessRequestState, CredentialState or ScanState. */
export function StateTag({ state }: { state: StateName }) {
  const { label, tone, icon } = stateLooks[state];
  return (
    <Tag tone={tone} icon={icon}>
      {label}
    </Tag>
  );
}
