import { ListSize } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { HomologationCall } from '../calls/homologation-call.ts';
import type { HomologationContext } from '../context.ts';
import { HomologationAccess } from '../homologation-access/homologation-access.ts';
import { preflight } from './preflight.ts';
import { PreflightCheck } from './preflight-check.ts';
import { callsLately } from './seen-lately.ts';

/** What has to be right before the first step. */
@Resolver(() => HomologationAccess)
export class PreflightResolver {
  @ListSize(10)
  @FieldResolver(() => [PreflightCheck], {
    description: 'What has to be right before the first step, one by one, as the calls of the last 24 hours show it.',
  })
  async preflight(
    @Root() { credential, trialCertificates }: HomologationAccess,
    @Ctx() { em, now }: HomologationContext,
  ): Promise<PreflightCheck[]> {
    const at = now();
    return preflight({
      credential,
      trialCertificates,
      calls: await callsLately(em, credential.credentialId, at),
      now: at,
    });
  }
}

/** The call of a check. */
@Resolver(() => PreflightCheck)
export class PreflightCheckResolver {
  @FieldResolver(() => HomologationCall, {
    nullable: true,
    description: 'The call that shows it; null where none does.',
  })
  call(
    @Root() { callId }: PreflightCheck,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<HomologationCall | null> | null {
    return callId === null ? null : loaders.call.load(callId);
  }
}
