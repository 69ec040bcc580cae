import { CatalogueUnavailable } from '../catalogue/catalogue-unavailable.ts';
import type { CredentialsContext } from '../context.ts';
import type { AccessRequest } from '../requests/access-request.ts';
import { mayRead } from '../requests/visibility.ts';
import type { ProductionFacts } from './act-on-credential.ts';
import type { Credential } from './credential.ts';

/** Of a homologation credential: its newest production request that the caller may read. */
export async function productionRequestOf(
  ctx: CredentialsContext,
  { id, environment }: Credential,
): Promise<AccessRequest | null> {
  if (environment !== 'HOMOLOGATION') return null;
  const request = await ctx.loaders.productionRequest.load(id);
  return request && mayRead(request, ctx.caller) ? request : null;
}

/** What asking for production hangs on. A catalogue that does not answer is no reason to hide the way: the act asks again. */
export async function productionFacts(ctx: CredentialsContext, credential: Credential): Promise<ProductionFacts> {
  const [request, productionOffered] = await Promise.all([
    ctx.loaders.productionRequest.load(credential.id),
    offersProduction(ctx, credential.portfolio),
  ]);
  return { productionOffered, hasOpenProductionRequest: request !== null && !FINAL.has(request.state) };
}

const FINAL: ReadonlySet<string> = new Set(['APPROVED', 'REJECTED', 'CANCELLED']);

async function offersProduction({ catalogue }: CredentialsContext, slug: string): Promise<boolean> {
  try {
    const portfolio = await catalogue.portfolio(slug);
    return portfolio?.environments.includes('PRODUCTION') ?? false;
  } catch (error) {
    if (error instanceof CatalogueUnavailable) return true;
    throw error;
  }
}
