import type { CredentialAction } from '@portal/domain';
import type { CombinedError } from 'urql';
import { actMessage } from '../acts/act-message.ts';
import { useAct } from '../acts/use-act.ts';
import { ReinstateCredential, RevokeCredential, SuspendCredential } from './credential-acts.documents.ts';

/** An act that ends, stops or resumes a credential. */
export type StateAct = Extract<CredentialAction, 'SUSPEND' | 'REINSTATE' | 'REVOKE'>;

/** Why an act did nothing, and whether it is about the reason that was given. */
export interface ActFailure {
  readonly message: string;
  readonly aboutReason: boolean;
}

/** Does the act; answers null, or why it did nothing. */
export function useCredentialAct(act: StateAct): (id: string, reason: string) => Promise<ActFailure | null> {
  const [suspend] = useAct(SuspendCredential);
  const [reinstate] = useAct(ReinstateCredential);
  const [revoke] = useAct(RevokeCredential);
  return async (id, reason) => {
    switch (act) {
      case 'SUSPEND': {
        const { data, error } = await suspend({ id, reason });
        return failureOf(data?.suspendCredential, error);
      }
      case 'REINSTATE': {
        const { data, error } = await reinstate({ id });
        return failureOf(data?.reinstateCredential, error);
      }
      case 'REVOKE': {
        const { data, error } = await revoke({ id, reason });
        return failureOf(data?.revokeCredential, error);
      }
    }
  };
}

interface Payload {
  readonly problems: readonly { readonly message: string; readonly path: readonly string[] | null }[];
}

function failureOf(payload: Payload | null | undefined, error: CombinedError | undefined): ActFailure | null {
  if (payload?.problems.length === 0) return null;
  const aboutReason = payload?.problems[0]?.path?.[0] === 'reason';
  return { message: actMessage(payload?.problems, error), aboutReason };
}
