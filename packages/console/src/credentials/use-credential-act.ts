import type { CredentialAction } from '@portal/domain';
import { problemsOf } from '../acts/problems-of.ts';
import { useAct } from '../acts/use-act.ts';
import { ReinstateCredential, RevokeCredential, SuspendCredential } from './credential-acts.documents.ts';

/** An act that ends, stops or resumes a credential. */
export type StateAct = Extract<CredentialAction, 'SUSPEND' | 'REINSTATE' | 'REVOKE'>;

/** Does the act; answers why it did nothing, or nothing. */
export function useCredentialAct(
  act: StateAct,
): (id: string, reason: string) => Promise<ReturnType<typeof problemsOf>> {
  const [suspend] = useAct(SuspendCredential);
  const [reinstate] = useAct(ReinstateCredential);
  const [revoke] = useAct(RevokeCredential);
  return async (id, reason) => {
    switch (act) {
      case 'SUSPEND': {
        const { data, error } = await suspend({ id, reason });
        return problemsOf(data?.suspendCredential, error);
      }
      case 'REINSTATE': {
        const { data, error } = await reinstate({ id });
        return problemsOf(data?.reinstateCredential, error);
      }
      case 'REVOKE': {
        const { data, error } = await revoke({ id, reason });
        return problemsOf(data?.revokeCredential, error);
      }
    }
  };
}
