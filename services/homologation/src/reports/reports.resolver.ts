import { ConformanceReportStanding, reportStanding } from '@portal/domain';
import { isId, RequiresScopes, unavailable } from '@portal/service-kit';
import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ConformanceRun } from '../conformance/conformance-run.ts';
import type { HomologationContext } from '../context.ts';
import { mayReadRun } from '../overrides/who-reviews-runs.ts';
import { JudgeBusy } from '../validation/judge-failures.ts';
import {
  ConformanceReport,
  ConformanceReportSummary,
  Evidence,
  IssueConformanceReportInput,
  IssueConformanceReportPayload,
} from './conformance-report.ts';
import { issueReport } from './issue.ts';
import { NotJudgedYet } from './official-prints.ts';

const STANDING = 'Whether it still counts as evidence.';

/** Reports are issued by who owns the run. */
@Resolver()
export class ReportMutations {
  @RequiresScopes(['credentials:write', 'person'])
  @Mutation(() => IssueConformanceReportPayload, {
    nullable: true,
    description:
      'Issues the report of a complete run: printed, signed and kept for ever. Of a run that is as it was, the one that there is.',
  })
  async issueConformanceReport(
    @Arg('input', () => IssueConformanceReportInput, { description: 'Of which run.' })
    input: IssueConformanceReportInput,
    @Ctx() ctx: HomologationContext,
  ): Promise<IssueConformanceReportPayload> {
    try {
      const { result: report, problems } = await issueReport(ctx, input);
      return { report, problems };
    } catch (error) {
      throw error instanceof NotJudgedYet || error instanceof JudgeBusy ? unavailable(ctx.traceId) : error;
    }
  }
}

/** What hangs on a report. */
@Resolver(() => ConformanceReport)
export class ReportResolver {
  @FieldResolver(() => ConformanceReportStanding, { description: STANDING })
  standing(@Root() report: ConformanceReport, @Ctx() ctx: HomologationContext): Promise<ConformanceReportStanding> {
    return standingOf(ctx, report);
  }

  @FieldResolver(() => ConformanceRun, {
    description: 'The run that it is of, as it is now: calls may have moved it since. What the report says stays.',
  })
  async run(@Root() { runId }: ConformanceReport, @Ctx() { loaders }: HomologationContext): Promise<ConformanceRun> {
    const run = await loaders.run.load(runId);
    if (!run) throw new Error('a report is of a run that is not kept');
    return run;
  }
}

/** What ends its suite's version is known only once there is the next. */
async function standingOf(
  { loaders, now }: HomologationContext,
  { validUntil, suite: { key: id, version, hash } }: Pick<ConformanceReportSummary, 'validUntil' | 'suite'>,
): Promise<ConformanceReportStanding> {
  const suiteEndsAt = await loaders.versionEnd.load({ id, version, hash });
  return reportStanding({ validUntil, suiteEndsAt }, now());
}

/** What is public of it. */
@Resolver(() => ConformanceReportSummary)
export class ReportSummaryResolver {
  @RequiresScopes('anyone')
  @Query(() => ConformanceReportSummary, {
    nullable: true,
    description:
      'What anybody may know of a conformance report by the id that is printed on it; null where there is none. Whether a file is that report, its signature says: /.well-known/conformance-jwks.json.',
  })
  async conformanceReport(
    @Arg('id', () => ID, { description: 'As it is printed on the report.' }) id: string,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<ConformanceReportSummary | null> {
    const report = isId(id) ? await loaders.report.load(id) : null;
    if (!report) return null;
    const { suite, systemName, requesterIdentifier, connector, completedAt, issuedAt, validUntil } = report;
    const { timeStampedAt, timeStampAuthority } = report;
    return {
      report: report.id,
      suiteTitle: suite.title,
      suiteVersion: suite.version,
      suite,
      systemName,
      requesterIdentifier,
      connector,
      completedAt,
      issuedAt,
      timeStampedAt,
      timeStampAuthority,
      validUntil,
    };
  }

  @FieldResolver(() => ConformanceReportStanding, { description: STANDING })
  standing(
    @Root() summary: ConformanceReportSummary,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceReportStanding> {
    return standingOf(ctx, summary);
  }
}

/** The report of a run. */
@Resolver(() => ConformanceRun)
export class RunReportResolver {
  @FieldResolver(() => ConformanceReport, {
    nullable: true,
    description: 'The newest report that was issued of it; null where none was.',
  })
  async report(
    @Root() { id }: ConformanceRun,
    @Ctx() { loaders }: HomologationContext,
  ): Promise<ConformanceReport | null> {
    return loaders.reportOfRun.load(id);
  }
}

/** A piece of evidence that is a report, told by its hash. */
@Resolver(() => Evidence)
export class EvidenceReportResolver {
  @RequiresScopes('requests:read')
  @FieldResolver(() => ConformanceReport, {
    nullable: true,
    description:
      'The conformance report that this file is, told by its hash: nothing else can pretend to be one. Null where it is none.',
  })
  async conformanceReport(
    @Root() { sha256 }: Evidence,
    @Ctx() ctx: HomologationContext,
  ): Promise<ConformanceReport | null> {
    const report = await ctx.loaders.reportByHash.load(sha256);
    return report && (await mayReadRun(ctx, report)) ? report : null;
  }
}
