import { CREDENTIAL_ACTION_LABELS, type CredentialAction } from '@portal/domain';
import { Button } from '@portal/ui';
import { useEffect, useRef, useState } from 'react';
import { ActDialog } from './act-dialog.tsx';
import type { StateAct } from './use-credential-act.ts';

const ACTS: readonly StateAct[] = ['REINSTATE', 'SUSPEND', 'REVOKE'];

/** A credential, as far as acts on it need it. */
export interface ActableCredential {
  readonly id: string;
  readonly requesterIdentifier: string;
  readonly allowedActions: readonly CredentialAction[];
}

export interface CredentialActsProps {
  readonly credential: ActableCredential;
  /** For whom the person acts: for who asked for the credential, or for the Ministry. */
  readonly on: 'owner' | 'ministry';
}

/** Suspender, Reativar, Revogar: those that the person may do now. */
export function CredentialActs({ credential, on }: CredentialActsProps) {
  const [act, setAct] = useState<StateAct | null>(null);
  const group = useRef<HTMLSpanElement>(null);
  const acted = useRef(false);
  const allowed = ACTS.filter((one) => credential.allowedActions.includes(one));

  // The button that was pressed is gone once the act is done: the focus goes to what may be done next, where there is any.
  useEffect(() => {
    if (act !== null || !acted.current) return;
    acted.current = false;
    group.current?.querySelector('button')?.focus();
  }, [act]);

  return (
    <>
      {allowed.length > 0 && (
        <span ref={group} className="button-row">
          {allowed.map((one) => (
            <Button key={one} size="small" danger={one === 'REVOKE'} onClick={() => setAct(one)}>
              {CREDENTIAL_ACTION_LABELS[one]}
            </Button>
          ))}
        </span>
      )}
      {act !== null && (
        <ActDialog
          act={act}
          credential={credential}
          on={on}
          onClose={() => setAct(null)}
          onDone={() => {
            acted.current = true;
            setAct(null);
          }}
        />
      )}
    </>
  );
}
