import {
  ACCESS_REQUEST_STATE_LABELS,
  type AccessRequestState,
  CREDENTIAL_STATE_LABELS,
  type CredentialState,
  SCAN_STATE_LABELS,
  type ScanState,
} from '@portal/domain';
import type { IconName } from './icons.ts';
import { Tag } from './tag.tsx';

type State = AccessRequestState | CredentialState | ScanState;

const labels = { ...ACCESS_REQUEST_STATE_LABELS, ...CREDENTIAL_STATE_LABELS, ...SCAN_STATE_LABELS };

const icons: Record<State, IconName> = {
  DRAFT: 'draft',
  SUBMITTED: 'sent',
  IN_REVIEW: 'search',
  CHANGES_REQUESTED: 'warning',
  APPROVED: 'success',
  REJECTED: 'refused',
  CANCELLED: 'cancelled',
  ACTIVE: 'success',
  SUSPENDED: 'suspended',
  REVOKED: 'refused',
  EXPIRED: 'expired',
  PENDING: 'pending',
  CLEAN: 'shield',
  INFECTED: 'refused',
};

/** A state's colour and icon, for where the tag itself is not shown, such as a timeline. */
export function stateLook(state: State) {
  return { ...labels[state], icon: icons[state] };
}

/** The tag of a request's, a credential's or a file's state: its word, colour and icon. */
export function StateTag({ state }: { state: State }) {
  return (
    <Tag tone={labels[state].tone} icon={icons[state]}>
      {labels[state].label}
    </Tag>
  );
}
