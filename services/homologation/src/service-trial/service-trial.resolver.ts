import { DOCUMENT_KINDS } from '@portal/judge/document-kinds';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HomologationContext } from '../context.ts';
import { capabilityStatement } from '../ehr/capability.ts';
import { Service, ServiceTrial } from './service-trial.ts';
import { AUTH_SERVICE, TRIED_SERVICES } from './tried-services.ts';

/** What this subgraph adds to a service. */
@Resolver(() => Service)
export class ServiceTrialResolver {
  @FieldResolver(() => ServiceTrial, {
    nullable: true,
    description: 'How it is tried in the homologation environment; null where it cannot be tried there.',
  })
  trial(
    @Root() { slug }: Service,
    @Ctx() { hosts, now, softwareVersion, suites }: HomologationContext,
  ): ServiceTrial | null {
    const kinds = Object.hasOwn(TRIED_SERVICES, slug) ? TRIED_SERVICES[slug] : undefined;
    if (!kinds) return null;
    const { authUrl, ehrUrl } = hosts;
    const auth = slug === AUTH_SERVICE;
    return {
      url: auth ? authUrl : ehrUrl,
      authUrl,
      documents: DOCUMENT_KINDS.filter(({ code }) => kinds.includes(code)),
      suites: suites.ofServices([slug]).map(({ id }) => id),
      capabilityStatement: auth ? null : capabilitiesOf(ehrUrl, softwareVersion, now()),
    };
  }
}

function capabilitiesOf(ehrUrl: string, softwareVersion: string, now: Date): string {
  return JSON.stringify(capabilityStatement(ehrUrl, softwareVersion, now.toISOString()), undefined, 2);
}
