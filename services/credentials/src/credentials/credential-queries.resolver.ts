import { Environment } from '@portal/domain';
import {
  type Connection,
  ListSize,
  RequiresScopes,
  requirePermission,
  requirePerson,
  requirePersonOrClient,
} from '@portal/service-kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Portfolio } from '../catalogue/entities.ts';
import type { CredentialsContext } from '../context.ts';
import { PageArgs } from '../graph/page-args.ts';
import { readable } from './act-on-credential.ts';
import { CredentialConnection } from './credential.resolver.ts';
import { Credential } from './credential.ts';
import { listCredentials, listOfPortfolio } from './list.ts';

/** Menu Gerenciar Credenciais, and what administrators look up. */
@Resolver()
export class CredentialQueries {
  @RequiresScopes('credentials:read')
  @ListSize('first')
  @Query(() => CredentialConnection, {
    nullable: true,
    description:
      "Menu Gerenciar Credenciais: those of the viewer's teams, newest first; by a system's own token, the credential that it is for.",
  })
  credentials(
    @Arg('environment', () => Environment, { nullable: true, description: 'Only those of this environment.' })
    environment: Environment | null,
    @Args() page: PageArgs,
    @Ctx() { caller, em }: CredentialsContext,
  ): Promise<Connection<Credential>> {
    const asker = requirePersonOrClient(caller);
    const own = asker.kind === 'client' ? { id: asker.credentialId } : { heldBy: asker.id };
    return listCredentials(em, { ...own, environment }, page);
  }

  @RequiresScopes('credentials:read')
  @Query(() => Credential, {
    nullable: true,
    description: "One of the viewer's teams; an administrator's, any. Null for every other.",
  })
  async credential(
    @Arg('id', () => ID, { description: 'The credential.' }) id: string,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Credential | null> {
    const credential = await readable(ctx, requirePersonOrClient(ctx.caller), id);
    if (credential) await ctx.accessLog.reads('CREDENTIAL', credential);
    return credential;
  }

  @RequiresScopes('session')
  @ListSize('first')
  @Query(() => CredentialConnection, {
    nullable: true,
    description: 'AUDITOR and ADMIN: any credential, by identifier, client id, establishment or system, newest first.',
  })
  allCredentials(
    @Arg('text', () => String, { nullable: true, description: 'Words that all occur; accents and case are ignored.' })
    text: string | null,
    @Args() page: PageArgs,
    @Ctx() { caller, em }: CredentialsContext,
  ): Promise<Connection<Credential>> {
    requirePermission(caller, 'READ_CREDENTIALS');
    return listCredentials(em, { text }, page);
  }
}

/** What this subgraph adds to a portfolio. */
@Resolver(() => Portfolio)
export class PortfolioCredentials {
  @ListSize('first')
  @FieldResolver(() => CredentialConnection, { description: "Credentials of this portfolio of the viewer's teams." })
  viewerCredentials(
    @Root() { slug }: Portfolio,
    @Args() page: PageArgs,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Connection<Credential>> {
    return listOfPortfolio(ctx, requirePerson(ctx.caller).id, slug, page);
  }
}
