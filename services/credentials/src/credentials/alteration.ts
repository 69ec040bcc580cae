import type { CredentialsContext } from '../context.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { mayRead } from '../requests/visibility.ts';
import type { Credential } from './credential.ts';
import type { Situation } from './lifecycle.ts';

/** The newest alteration of a credential, in whichever state, that the caller may read. */
export async function alterationOf(ctx: CredentialsContext, { id }: Credential): Promise<AccessRequest | null> {
  const request = await ctx.loaders.alteration.load(id);
  return request && mayRead(request, ctx.caller) ? request : null;
}

/** What asking for an alteration hangs on, beyond the credential's own row. */
export async function alterationFacts(
  { loaders }: CredentialsContext,
  { id }: Credential,
): Promise<Pick<Situation, 'hasOpenAlteration'>> {
  const request = await loaders.alteration.load(id);
  return { hasOpenAlteration: request !== null && !FINAL.has(request.state) };
}

const FINAL: ReadonlySet<string> = new Set(['APPROVED', 'REJECTED', 'CANCELLED']);
