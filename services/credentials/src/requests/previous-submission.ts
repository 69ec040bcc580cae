import { maskCpf, RequestOrigin } from '@portal/domain';
import { ListSize, RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';
import { Service } from '../catalogue/entities.ts';
import { Certificate, maskCertificate } from '../certificates/certificate.ts';
import type { CredentialsContext } from '../context.ts';
import { Establishment } from '../establishments/establishment.ts';
import type { AccessRequest } from './access-request.ts';
import { SubmittedSystem } from './client-system.ts';
import type { EvidenceCopy } from './content.ts';
import { loadersFor } from './read-again.ts';
import { Manager } from './request-parts.ts';
import { mayRead, seesWholeCpf } from './visibility.ts';
import { wholeOf } from './whole-request.ts';

/** What was sent the time before the last, or what an alteration is of. */
@RequiresScopes('requests:read')
@ObjectType({
  description:
    'What a request said when it was sent the time before the last; of an alteration, what its credential had.',
})
export class PreviousSubmission {
  /** Whose it is: what its files are called is looked up there. */
  request!: AccessRequest;
  files!: readonly EvidenceCopy[];

  @ListSize(5)
  @Field(() => [Service], { description: 'The services asked for.' })
  services!: Service[];

  @Field(() => RequestOrigin, { nullable: true, description: 'The Ministry itself, or an establishment.' })
  origin!: RequestOrigin | null;

  @Field(() => Establishment, { nullable: true, description: 'The main establishment.' })
  establishment!: Establishment | null;

  @ListSize(10)
  @Field(() => [Establishment], { description: 'Units that the system also serves.' })
  childEstablishments!: Establishment[];

  @Field(() => Manager, { nullable: true, description: 'The manager responsible.' })
  manager!: Manager | null;

  @Field(() => Certificate, { nullable: true, description: 'The public certificate.' })
  certificate!: Certificate | null;

  @Field(() => SubmittedSystem, { description: 'The system that integrates.' })
  system!: SubmittedSystem;

  @Field(() => Date, { nullable: true, description: 'When the terms were accepted.' })
  acceptedTermsAt!: Date | null;
}

/** For its owner and those who review; a system is told of what it is, not of what was mended. */
export async function previousSubmissionFor(
  request: AccessRequest,
  ctx: CredentialsContext,
): Promise<PreviousSubmission | null> {
  const { caller } = ctx;
  if (!mayRead(request, caller) || caller.kind === 'client') return null;
  const { submittedBefore } = await wholeOf(request, loadersFor(request, ctx));
  if (!submittedBefore) return null;
  const { services, manager, certificate, acceptedTermsAt, evidence, ...same } = submittedBefore;
  const whole = seesWholeCpf(request, caller);
  return {
    ...same,
    request,
    files: evidence,
    services: services.map((slug) => ({ slug })),
    manager: manager?.cpf && !whole ? { ...manager, cpf: maskCpf(manager.cpf) } : manager,
    certificate: certificate && (whole ? certificate : maskCertificate(certificate)),
    acceptedTermsAt: acceptedTermsAt === null ? null : new Date(acceptedTermsAt),
  };
}
