import { AccessRequestAction, maskCpf, RequestOrigin } from '@portal/domain';
import { ListSize } from '@portal/service-kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Portfolio, Service } from '../catalogue/entities.ts';
import { Certificate, maskCertificate } from '../certificates/certificate.ts';
import type { CredentialsContext } from '../context.ts';
import { Credential } from '../credentials/credential.ts';
import { Establishment } from '../establishments/establishment.ts';
import { Evidence } from '../evidence/evidence.ts';
import { evidenceFor } from '../evidence/visibility.ts';
import { warningsOfNow } from '../teams/other-team.ts';
import { Team } from '../teams/team.ts';
import { AccessRequest } from './access-request.ts';
import { AccessRequestEvent } from './access-request-event.ts';
import { situationOf, standingIn } from './act-on-request.ts';
import { changesFor } from './changes.ts';
import { checklistFor } from './checklist.ts';
import { ClientSystem, systemOf } from './client-system.ts';
import { mayContinue } from './continue-request.ts';
import { allowedActs } from './lifecycle.ts';
import { PreviousSubmission, previousSubmissionFor } from './previous-submission.ts';
import { loadersFor } from './read-again.ts';
import { Approval, ChecklistItem, Manager, Requester, Reviewer, Warning } from './request-parts.ts';
import { holderOf, reviewerIn } from './reviewers.ts';
import { childrenFor, contentFor, historyFor, mayRead, seesWholeCpf } from './visibility.ts';

/** A request as the caller may read it: owners what they work on, everybody else what was last submitted. */
@Resolver(() => AccessRequest)
export class AccessRequestResolver {
  @FieldResolver(() => Requester, { description: 'Who asked.' })
  async requester(@Root() request: AccessRequest, @Ctx() { accessLog }: CredentialsContext): Promise<Requester> {
    await accessLog.reads('ACCESS_REQUEST', request);
    return request.requester;
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team that it belongs to; null until its establishment is chosen.',
  })
  team(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Team | null> | null {
    return request.teamId === null ? null : loadersFor(request, ctx).team.load(request.teamId);
  }

  @FieldResolver(() => Portfolio, { description: 'The portfolio whose services are asked for.' })
  portfolio(@Root() request: AccessRequest): Portfolio {
    return { slug: request.portfolio };
  }

  @ListSize(5)
  @FieldResolver(() => [Service], { description: 'The services asked for, all of the portfolio.' })
  async services(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Service[]> {
    return (await contentFor(request, ctx)).services.map((slug) => ({ slug }));
  }

  @FieldResolver(() => RequestOrigin, { nullable: true, description: 'The Ministry itself, or an establishment.' })
  async origin(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<RequestOrigin | null> {
    return (await contentFor(request, ctx)).origin;
  }

  @FieldResolver(() => Establishment, { nullable: true, description: 'The main establishment.' })
  async establishment(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Establishment | null> {
    return (await contentFor(request, ctx)).establishment;
  }

  @ListSize(10)
  @FieldResolver(() => [Establishment], { description: 'Units that the system also serves.' })
  childEstablishments(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Establishment[]> {
    return childrenFor(request, ctx);
  }

  @FieldResolver(() => Manager, { nullable: true, description: 'The manager responsible.' })
  async manager(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Manager | null> {
    await ctx.accessLog.reads('ACCESS_REQUEST', request);
    const { manager } = await contentFor(request, ctx);
    if (!manager?.cpf || seesWholeCpf(request, ctx.caller)) return manager;
    return { ...manager, cpf: maskCpf(manager.cpf) };
  }

  @FieldResolver(() => Certificate, { nullable: true, description: 'The public certificate.' })
  async certificate(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Certificate | null> {
    await ctx.accessLog.reads('ACCESS_REQUEST', request);
    const { certificate } = await contentFor(request, ctx);
    return certificate && (seesWholeCpf(request, ctx.caller) ? certificate : maskCertificate(certificate));
  }

  @FieldResolver(() => ClientSystem, { nullable: true, description: 'The system that integrates.' })
  async system(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<ClientSystem> {
    return systemOf(request.id, request.systemId, (await contentFor(request, ctx)).system);
  }

  @FieldResolver(() => Date, { nullable: true, description: 'When the terms were accepted.' })
  async acceptedTermsAt(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Date | null> {
    const { acceptedTermsAt } = await contentFor(request, ctx);
    return acceptedTermsAt === null ? null : new Date(acceptedTermsAt);
  }

  @FieldResolver(() => Credential, {
    nullable: true,
    description: 'The homologation credential that a production request starts from.',
  })
  homologationCredential(
    @Root() request: AccessRequest,
    @Ctx() ctx: CredentialsContext,
  ): Promise<Credential | null> | null {
    const { homologationCredential } = request;
    return homologationCredential && loadersFor(request, ctx).credential.load(homologationCredential.id);
  }

  @FieldResolver(() => Credential, {
    nullable: true,
    description:
      'The credential that it is to alter: approved, it gives its content to it, under the same identifier. Null where it asks for a credential of its own.',
  })
  replaces(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Credential | null> | null {
    return request.replacesId === null ? null : loadersFor(request, ctx).credential.load(request.replacesId);
  }

  @FieldResolver(() => AccessRequest, {
    nullable: true,
    description: 'The request that ended and is gone on with here; null to who may not read that one.',
  })
  async continues(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<AccessRequest | null> {
    const ended = request.continuesId && (await loadersFor(request, ctx).request.load(request.continuesId));
    return ended && mayRead(ended, ctx.caller) ? ended : null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether two different reviewers must approve it, by the rules that it was submitted under; null until it is.',
  })
  needsSecondApproval(@Root() { rules }: AccessRequest): boolean | null {
    return rules && rules.fourEyes;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether the viewer may go on with it as a new request by `continueAccessRequest`: it ended, or its credential did.',
  })
  async mayContinue(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<boolean> {
    const credential = await this.credential(request, ctx);
    return mayContinue(request, credential, { caller: ctx.caller, now: ctx.now() });
  }

  @FieldResolver(() => Credential, { nullable: true, description: 'What its approval issued, or altered.' })
  credential(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Credential | null> | null {
    if (request.state !== 'APPROVED') return null;
    return this.replaces(request, ctx) ?? loadersFor(request, ctx).issuedCredential.load(request.id);
  }

  @ListSize(5)
  @FieldResolver(() => [Evidence], { description: 'Evidence, oldest first.' })
  async evidence(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Evidence[]> {
    return evidenceFor(request, await loadersFor(request, ctx).evidence.load(request.id), ctx);
  }

  @ListSize(10)
  @FieldResolver(() => [ChecklistItem], {
    description: "The portfolio's requirements, what is said to prove each, and what the reviewer found.",
  })
  checklist(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<ChecklistItem[]> {
    return checklistFor(request, ctx);
  }

  @ListSize(2)
  @FieldResolver(() => [Warning], { description: 'What a reviewer is to know.' })
  async warnings(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<Warning[]> {
    const { warnings } = await contentFor(request, ctx);
    return [...warnings, ...(await warningsOfNow(request, ctx))].map((warning) => ({
      ...warning,
      acceptedBy: reviewerIn(request, warning.acceptedBy),
      acceptedAt: warning.acceptedAt === null ? null : new Date(warning.acceptedAt),
    }));
  }

  @ListSize(10)
  @FieldResolver(() => [AccessRequestEvent], { description: 'What happened, oldest first.' })
  async history(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<AccessRequestEvent[]> {
    return historyFor(request, await loadersFor(request, ctx).history.load(request.id), ctx.caller);
  }

  @FieldResolver(() => Reviewer, { nullable: true, description: 'Who holds it in review, and who decided it.' })
  reviewer(@Root() request: AccessRequest): Reviewer | null {
    return reviewerIn(request, holderOf(request));
  }

  @FieldResolver(() => Reviewer, { nullable: true, description: 'Who held it before.' })
  previousReviewer(@Root() request: AccessRequest): Reviewer | null {
    return reviewerIn(request, request.previousReviewer);
  }

  @ListSize(2)
  @FieldResolver(() => [Approval], { description: 'Approvals of the present submission.' })
  approvals(@Root() request: AccessRequest): Approval[] {
    return request.approvals.map((mark) => ({ reviewer: reviewerIn(request, mark), at: new Date(mark.at) }));
  }

  @FieldResolver(() => [[String]], {
    description:
      'Paths of what changed: for the owner while changes are asked for, since the last submission; else between the last two, of an alteration between the credential and the last one.',
  })
  changedSinceLastSubmission(@Root() request: AccessRequest, @Ctx() ctx: CredentialsContext): Promise<string[][]> {
    return changesFor(request, ctx);
  }

  @FieldResolver(() => PreviousSubmission, {
    nullable: true,
    description:
      'What was sent the time before the last, of an alteration what the credential had when it was sent, to hold against what was sent last: for its owner and those of the Ministry; null to a system, and of others than alterations while it was sent no more than once.',
  })
  async previousSubmission(
    @Root() request: AccessRequest,
    @Ctx() ctx: CredentialsContext,
  ): Promise<PreviousSubmission | null> {
    const previous = await previousSubmissionFor(request, ctx);
    if (previous) await ctx.accessLog.reads('ACCESS_REQUEST', request);
    return previous;
  }

  @FieldResolver(() => [AccessRequestAction], {
    description: 'What the viewer may do now, so that no client copies the state machine.',
  })
  allowedActions(@Root() request: AccessRequest, @Ctx() { caller }: CredentialsContext): AccessRequestAction[] {
    if (caller.kind !== 'person') return [];
    const situation = situationOf(request);
    return allowedActs(situation, standingIn(situation, caller)).filter((act) => act !== 'ASSESS');
  }
}
