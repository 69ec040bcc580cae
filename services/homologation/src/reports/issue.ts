import { createHash, randomUUIDv7 } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import {
  contentHash,
  foundOf,
  type ConformanceReport as ReportContent,
  type ReportedCall,
  type RunState,
  remaining,
  reportOf,
  type Suite,
  signedBytes,
  signedPdfBytes,
  withSignature,
} from '@portal/conformance';
import { type TeamRole, teamMay } from '@portal/domain';
import { arrayLiteral, isId, type Person, refuse, requirePerson } from '@portal/service-kit';
import type { Accreditation } from '../accreditation/accreditation.ts';
import { refuseRole, roleAt } from '../accreditation/team.ts';
import { audit } from '../audit/audit.ts';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import { RUN_OVER, refuseUnknownRun } from '../conformance/own-run.ts';
import { isRunOver } from '../conformance/read-runs.ts';
import type { HomologationContext } from '../context.ts';
import { type Performed, perform } from '../perform.ts';
import { noteDue } from '../time-stamps/stamp-due.ts';
import type { KeptStamp } from '../time-stamps/stamper.ts';
import { keepStamps, type PerMedia, stampsOf } from '../time-stamps/stamps.ts';
import type { ConformanceReport, IssueConformanceReportInput } from './conformance-report.ts';
import { officialPrints } from './official-prints.ts';
import { type ReportSummary, reportsById } from './report-row.ts';
import { shownCall } from './shown-call.ts';
import { validUntilOf } from './standing.ts';
import { noteReport } from './told-reports.ts';

/** An ES256 signature with its header takes less. */
const SIGNATURE_ROOM = 600;

/** Issues the report of a complete run; of a run that is as it was, the one that there is. */
export async function issueReport(
  ctx: HomologationContext,
  { runId }: IssueConformanceReportInput,
): Promise<Performed<ConformanceReport>> {
  const person = requirePerson(ctx.caller);
  // What takes time is done before the transaction; what stands in the way of it is said in there.
  const found = await findRun(ctx, runId);
  const made =
    found && teamMay(found.role, 'RUN_CONFORMANCE') && !found.obstacle && !found.issued
      ? await makeReport(ctx, found)
      : undefined;
  const issued = await perform(
    ctx,
    async (em) => {
      if (!found) return refuseUnknownRun();
      refuseRole(found.role, 'RUN_CONFORMANCE', ['runId']);
      if (found.obstacle) return refuse('NOT_ALLOWED', found.obstacle, ['runId']);
      if (found.issued) return { id: found.issued };
      if (!made) return refuse('NOT_ALLOWED', CALLS_GONE, ['runId']);
      return keep(em, ctx, person, found, made);
    },
    async (em, id) => {
      const [report] = await reportsById(em, [id]);
      if (!report) throw new Error('a report that was issued is not there');
      return report;
    },
  );
  // Who sends a request with it in the next moment is held to it; where that fails it is told later.
  if (issued.result) await ctx.tellReport(issued.result.id);
  return issued;
}

const CALLS_GONE =
  'As chamadas desta execução não estão mais guardadas (90 dias): envie de novo um documento antes de emitir o relatório.';

const OVER = 'O relatório desta execução não vale mais: recomece-a com outra versão do seu sistema.';

const IN_REVIEW =
  'Há requisito em análise nesta execução: o relatório pode ser emitido depois que uma segunda pessoa decidir.';

const MOVED = 'A execução mudou enquanto o relatório era feito: veja como ela está e emita-o de novo.';

interface FoundRun {
  run: ConformanceRun;
  /** What who asks is in its team. */
  role: TeamRole;
  suite: Suite;
  /** When its suite's version counts no more; null as long as there is no other. */
  suiteEndsAt: Date | null;
  credential: Accreditation;
  /** Of what the report would say. */
  digest: string;
  /** The report that says so already. */
  issued: string | undefined;
  /** Why there can be none. */
  obstacle: string | undefined;
}

async function findRun(ctx: HomologationContext, runId: string): Promise<FoundRun | undefined> {
  const run = isId(runId) ? await ctx.loaders.run.load(runId) : null;
  const role = run && (await roleAt(ctx, run.credentialId));
  if (!run || !role) return undefined;
  const suite = await ctx.loaders.suite.load(run.suiteHash);
  const credential = await ctx.loaders.credential.load(run.credentialId);
  if (!credential) return undefined;
  const digest = digestOf(suite, run.state);
  const [row] = await ctx.em.execute<{ id: string; valid_until: Date }[]>(
    'select id, valid_until from conformance_report where run_id = ? and run_digest = ?',
    [run.id, digest],
  );
  const over = row && new Date(row.valid_until) < ctx.now() ? OVER : undefined;
  const suiteEndsAt = await ctx.loaders.versionEnd.load(suite);
  const obstacle = (await isRunOver(ctx, run)) ? RUN_OVER : (obstacleOf(run, suite) ?? over);
  return { run, role, suite, suiteEndsAt, credential, digest, issued: row?.id, obstacle };
}

function digestOf({ hash }: Suite, { steps, declarations, connector, overrides, liftedAt }: RunState): string {
  return contentHash({
    suite: hash,
    steps,
    declarations,
    connector,
    ...(overrides && { overrides }),
    ...(liftedAt && { liftedAt }),
  });
}

function obstacleOf(run: ConformanceRun, suite: Suite): string | undefined {
  if (run.openProposals > 0) return IN_REVIEW;
  if (run.outcome !== 'COMPLETE') {
    const ids = remaining(suite, run.state);
    const found = ids.filter((id) => foundOf({ id }, run.state)).length;
    if (found > 0) {
      return `Duas pessoas reprovaram ${found === 1 ? '1 requisito' : `${found} requisitos`} desta execução na análise: corrija o que elas apontaram e recomece-a com outra versão do seu sistema.`;
    }
    const left = ids.length;
    return `Esta execução ainda não está completa: ${left === 1 ? 'falta 1 passo' : `faltam ${left} passos`}.`;
  }
  return undefined;
}

interface MadeReport {
  report: ReportContent;
  json: Buffer;
  pdf: Buffer;
  /** Null where nobody stamps. */
  stamps: PerMedia<KeptStamp> | null;
}

/** Undefined where it needs a document that is kept no more. */
async function makeReport(ctx: HomologationContext, found: FoundRun): Promise<MadeReport | undefined> {
  const { run, suite, suiteEndsAt, credential } = found;
  const calls = await reportedCalls(ctx, run.id);
  const created = [...calls.values()].filter(
    ({ operation, status }) => operation === 'create-document' && status === 201,
  );
  const shown = created.length > 0 ? await printsOf(ctx, found, created) : null;
  if (created.length > 0 && !shown) return undefined;
  const now = ctx.now();
  const id = randomUUIDv7();
  const { credentialId, requesterIdentifier, systemName, uf, cnes, certificateSha256 } = credential;
  const report = reportOf(suite, run.state, calls, {
    id,
    runId: run.id,
    verifyUrl: `${ctx.portalUrl}/verificar/${id}`,
    issuedAt: now.toISOString(),
    validUntil: validUntilOf(now, suiteEndsAt).toISOString(),
    judge: shown?.guide ? [shown.guide] : [],
    credential: { id: credentialId, requesterIdentifier, systemName, uf, cnes, certificateSha256 },
    prints: shown?.prints ?? null,
  });
  const signature = await ctx.reportKeys.sign(signedBytes(report), { reportId: id, media: 'JSON', at: now });
  const json = Buffer.from(`${JSON.stringify({ report, signature }, null, 2)}\n`);
  const bare = await ctx.printer.print({ report, printing: { json, signatureRoom: SIGNATURE_ROOM } });
  const payload = await signedPdfBytes(bare);
  if (!payload) throw new Error('a report was printed without a place for its signature');
  const pdf = Buffer.from(
    withSignature(bare, await ctx.reportKeys.sign(payload, { reportId: id, media: 'PDF', at: now })),
  );
  return { report, json, pdf, stamps: ctx.stamper && (await stampsOf(ctx.stamper, id, { pdf, json })) };
}

async function printsOf(ctx: HomologationContext, { run, suite }: FoundRun, created: readonly ReportedCall[]) {
  const id = await shownCall(ctx.em, {
    created: created.map((call) => call.id),
    credentialId: run.credentialId,
    suite,
  });
  const call = id === undefined ? null : await ctx.loaders.call.load(id);
  return call && officialPrints(call, ctx.judgeThreads);
}

async function reportedCalls({ em, loaders }: HomologationContext, runId: string): Promise<Map<string, ReportedCall>> {
  const seen = [...(await loaders.seen.load(runId)).values()];
  const faulty = seen.filter(({ fault }) => fault !== null).map(({ callId }) => callId);
  const rows = await em.execute<{ id: string; fault_id: string | null }[]>(
    'select id, fault_id from call where id = any(?::uuid[])',
    [arrayLiteral(faulty)],
  );
  const faults = new Map(rows.map(({ id, fault_id }) => [id, fault_id]));
  return new Map(
    seen.map(({ callId: id, at, method, operation, status, codes, fault }) => {
      const armed = fault && { id: faults.get(id) ?? null, kind: fault };
      return [id, { id, at: at.toISOString(), method, operation, status, codes: [...codes], fault: armed }];
    }),
  );
}

async function keep(
  em: EntityManager,
  { suites }: Pick<HomologationContext, 'suites'>,
  person: Person,
  { run, suite, suiteEndsAt, digest }: FoundRun,
  { report, json, pdf, stamps }: MadeReport,
): Promise<{ id: string }> {
  await refuseMoved(em, run.id, suite, digest);
  const { credential, verifyUrl } = report;
  const summary: ReportSummary = {
    suite: report.run.suite,
    connector: run.connector,
    completedAt: report.run.completedAt,
    systemName: credential.systemName,
    requesterIdentifier: credential.requesterIdentifier,
    verifyUrl,
  };
  const kept = await em.execute<{ id: string }[]>(
    `insert into conformance_report (id, run_id, run_digest, credential_id, owner_id, suite_id, suite_hash, issued_at,
       valid_until, summary, json, json_sha256, pdf, pdf_sha256)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
     on conflict (run_id, run_digest) do nothing returning id`,
    [
      report.id,
      run.id,
      digest,
      run.credentialId,
      run.ownerId,
      suite.id,
      suite.hash,
      report.issuedAt,
      report.validUntil,
      JSON.stringify(summary),
      json,
      sha256(json),
      pdf,
      sha256(pdf),
    ],
  );
  if (kept.length === 0) {
    const [other] = await em.execute<{ id: string }[]>(
      'select id from conformance_report where run_id = ? and run_digest = ?',
      [run.id, digest],
    );
    if (!other) throw new Error('a report is neither there nor made');
    return other;
  }
  await noteReport(em, report.id, { suite, suiteEndsAt }, suites);
  if (stamps) {
    await keepStamps(em, report.id, stamps);
    // Issued all the same: whoever stamps is asked again.
    if (!stamps.pdf || !stamps.json) await noteDue(em, report.id, new Date(report.issuedAt));
  }
  await audit(em, {
    at: new Date(report.issuedAt),
    actorId: person.id,
    act: 'issueConformanceReport',
    subject: 'CONFORMANCE_REPORT',
    subjectId: report.id,
    detail: { run: run.id, credential: run.credentialId },
  });
  return { id: report.id };
}

/** Printing takes its time: a run that is not any more as it was printed has no report of it, and stays as it is until this one is kept. */
async function refuseMoved(em: EntityManager, runId: string, suite: Suite, digest: string): Promise<void> {
  const [row] = await em.execute<{ state: RunState; outcome: ConformanceRun['outcome'] }[]>(
    'select state, outcome from conformance_run where id = ? for share',
    [runId],
  );
  if (row?.state.proposals) refuse('NOT_ALLOWED', IN_REVIEW, ['runId']);
  if (row?.outcome !== 'COMPLETE' || digestOf(suite, row.state) !== digest) refuse('NOT_ALLOWED', MOVED, ['runId']);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
