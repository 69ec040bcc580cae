import { useLive } from '@portal/console';
import { ENVIRONMENT_LABELS } from '@portal/domain';
import { useNotify } from '@portal/ui';
import { CredentialChanged } from './credential.documents.ts';

/**
 * Says what others did to a credential while a page of them is open; the page itself is up to date by then. The one that
 * the page is about is no new one, whatever else happened to it.
 */
export function useCredentialNews(shown?: string): void {
  const { notify } = useNotify();
  useLive(CredentialChanged, ({ credentialChanged: { credential } }) => {
    const label = `${ENVIRONMENT_LABELS[credential.environment].toLowerCase()} ${credential.requesterIdentifier}`;
    const untouched = credential.stateChangedAt === credential.issuedAt && !credential.secretIssuedAt;
    if (untouched && !credential.previousCertificate && credential.id !== shown) {
      notify({ about: credential.id, tone: 'success', text: `Nova credencial de ${label}.` });
    } else if (credential.state === 'SUSPENDED' && credential.suspendedByMinistry) {
      notify({
        about: credential.id,
        tone: 'warning',
        text: `O Ministério da Saúde suspendeu a credencial de ${label}.`,
      });
    }
  });
}
