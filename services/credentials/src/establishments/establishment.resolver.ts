import { badUserInput, Cost, type GraphContext, RequiresScopes, requirePerson } from '@portal/service-kit';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { EstablishmentLookup } from './establishment.ts';
import type { LookupEstablishment } from './lookup.ts';

/** What this resolver needs of an operation. */
export interface EstablishmentContext extends GraphContext {
  lookupEstablishment: LookupEstablishment;
}

/** Asking for establishments. */
@Resolver()
export class EstablishmentResolver {
  @RequiresScopes(['requests:read', 'person'])
  @Cost(10)
  @Query(() => EstablishmentLookup, {
    nullable: true,
    description: 'Asks for an establishment by exactly one of the two numbers. Signed-in people only.',
  })
  establishmentLookup(
    @Arg('cnes', () => String, { nullable: true, description: 'CNES: 7 digits.' }) cnes: string | null,
    @Arg('cnpj', () => String, { nullable: true, description: 'CNPJ: 14 characters.' }) cnpj: string | null,
    @Ctx() { caller, lookupEstablishment }: EstablishmentContext,
  ): Promise<EstablishmentLookup> {
    requirePerson(caller);
    if ((cnes == null) === (cnpj == null)) throw badUserInput('Informe o CNES ou o CNPJ, um dos dois.');
    return lookupEstablishment({ cnes, cnpj });
  }
}
