import { FAULT_LIMITS } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import { HomologationAccess } from '../homologation-access/homologation-access.ts';
import { arm, disarm } from './act-on-faults.ts';
import { ArmedFault, FaultsPayload } from './armed-fault.ts';
import { ArmFaultInput, DisarmFaultsInput } from './fault-input.ts';
import { armedFaults } from './faults.ts';

/** Faults on demand, by the owner of the credential they strike. */
@Resolver(() => HomologationAccess)
export class FaultsResolver {
  @ListSize(FAULT_LIMITS.armed)
  @FieldResolver(() => [ArmedFault], {
    description: `Faults that wait for calls, the oldest first; at most ${FAULT_LIMITS.armed}.`,
  })
  armedFaults(
    @Root() { credential }: HomologationAccess,
    @Ctx() { em, now }: HomologationContext,
  ): Promise<ArmedFault[]> {
    return armedFaults(em, credential.credentialId, now());
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => FaultsPayload, {
    nullable: true,
    description:
      'Has a fault done to the next calls of a credential to the EHR host, so that its system is seen to live with it. Each call says which fault was done to it.',
  })
  armHomologationFault(
    @Arg('input', () => ArmFaultInput, { description: 'Which fault, and to how many calls.' }) input: ArmFaultInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<FaultsPayload> {
    return arm(ctx, input);
  }

  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => FaultsPayload, { nullable: true, description: 'Has no more faults done to calls of a credential.' })
  disarmHomologationFaults(
    @Arg('input', () => DisarmFaultsInput, { description: 'Of which credential.' }) { credentialId }: DisarmFaultsInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<FaultsPayload> {
    return disarm(ctx, credentialId);
  }
}
