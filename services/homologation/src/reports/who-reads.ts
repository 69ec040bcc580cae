import { may } from '@portal/service-kit';
import { roleAt } from '../accreditation/team.ts';
import type { HomologationContext } from '../context.ts';
import type { ConformanceReport } from './conformance-report.ts';

/** Its team, the system that it is of, and those who review requests. */
export async function mayRead(
  ctx: Pick<HomologationContext, 'caller' | 'loaders'>,
  { credentialId }: Pick<ConformanceReport, 'credentialId'>,
): Promise<boolean> {
  const { caller } = ctx;
  if (caller.kind === 'client') return caller.credentialId === credentialId;
  return may(caller, 'READ_REQUESTS') || (await roleAt(ctx, credentialId)) !== null;
}
