import { parseOverlapHours } from '@portal/domain';
import { refuse, requirePersonOrClient } from '@portal/service-kit';
import type { CredentialsContext } from '../context.ts';
import { actOnCredential, type Opened, type Outcome, readable } from './act-on-credential.ts';
import type { Credential } from './credential.ts';
import { hashSecret, newSecret } from './secret.ts';

/**
 * Draws a new secret. The one before it stays good for so many hours, and the one before that ends: two live at most.
 * Of two draws at once the second is refused, or the secret that the system uses now would be pushed out unseen.
 */
export async function rotateSecret(ctx: CredentialsContext, id: string, overlapHours: number): Promise<Outcome> {
  const seen = await readable(ctx, requirePersonOrClient(ctx.caller), id);
  const secret = newSecret(seen?.environment ?? 'HOMOLOGATION');
  // Slow by design, so before the lock is taken.
  const hash = seen && (await hashSecret(secret));
  const change = ({ credential, now }: Opened) => {
    const overlap = parseOverlapHours(overlapHours);
    if (!overlap.ok) return refuse('INVALID', overlap.message, ['overlapHours']);
    if (credential.secretHash !== seen?.secretHash) {
      return refuse(
        'CONFLICT',
        'Outro segredo acabou de ser gerado para esta credencial. Use aquele, ou gere outro agora.',
      );
    }
    replaceSecret(credential, hash, overlap.value, now);
    return { overlapHours: overlap.value };
  };
  return actOnCredential(ctx, id, 'ROTATE_SECRET', change, secret);
}

/** Takes the secrets off a credential that will never be good again. */
export function forgetSecrets(credential: Credential): void {
  credential.secretHash = null;
  credential.previousSecretHash = null;
  credential.previousSecretExpiresAt = null;
}

function replaceSecret(credential: Credential, hash: string | null, overlapHours: number, now: Date): void {
  const overlaps = credential.secretHash !== null && overlapHours > 0;
  credential.previousSecretHash = overlaps ? credential.secretHash : null;
  credential.previousSecretExpiresAt = overlaps ? new Date(now.getTime() + overlapHours * 3_600_000) : null;
  credential.secretHash = hash;
  credential.secretIssuedAt = now;
}
