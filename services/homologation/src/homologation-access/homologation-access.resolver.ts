import { isTriedHere } from '@portal/domain';
import type { Caller } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { roleOn } from '../accreditation/team.ts';
import type { HomologationContext } from '../context.ts';
import { Credential, HomologationAccess } from './homologation-access.ts';

/** What this subgraph adds to a credential. */
@Resolver(() => Credential)
export class HomologationAccessResolver {
  @FieldResolver(() => HomologationAccess, {
    nullable: true,
    description:
      'Where it is tried, for its team and the system itself; null of a credential for production, and where its portfolio cannot be tried here.',
  })
  async homologationAccess(
    @Root() { id }: Credential,
    @Ctx() { caller, loaders, hosts }: HomologationContext,
  ): Promise<HomologationAccess | null> {
    if (caller.kind !== 'person' && caller.kind !== 'client') return null;
    const credential = await loaders.credential.load(id);
    if (!credential || !isTriedHere(credential.portfolio) || !mayUse(credential, caller)) return null;
    return { ...hosts, credential, trialCertificates: await loaders.trialCertificates.load(id) };
  }
}

function mayUse(credential: Accreditation, caller: Caller): boolean {
  if (caller.kind === 'client') return caller.credentialId === credential.credentialId;
  return roleOn(credential, caller) !== null;
}
