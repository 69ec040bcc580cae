import type { EntityManager } from '@mikro-orm/postgresql';
import type { RuleOutcome } from '@portal/domain';
import type { ToldReport } from '../conformance/conformance-report.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { AccessRequest } from '../requests/access-request.ts';
import { move, type Opened, situationOf } from '../requests/act-on-request.ts';
import { changedFields } from '../requests/changed-paths.ts';
import { permitRule } from '../requests/lifecycle.ts';
import { grant } from '../reviews/grant.ts';
import { isDrawn, type RuleDraw } from './draw.ts';
import { obstaclesTo } from './rule.ts';
import { RuleDecision } from './rule-decision.ts';

/** What the rule goes by beside the request. */
export interface RuleGround {
  portfolioName: string;
  evidence: readonly Evidence[];
  /** The reports that files are, by their hashes. */
  reports: ReadonlyMap<string, ToldReport>;
  draw: RuleDraw;
}

/** Approves a request that was just submitted where its portfolio's rule does and it is not drawn; keeps what came of it. */
export async function decideByRule(
  { em, request, now }: Pick<Opened, 'em' | 'request' | 'now'>,
  { portfolioName, evidence, reports, draw }: RuleGround,
): Promise<void> {
  const { rules, submitted, homologationCredential: credential } = request;
  if (rules?.drawnPercent === undefined || !submitted || !credential) return;
  const files = evidence.map(({ sha256 }) => reports.get(sha256) ?? null);
  const obstacles = obstaclesTo(
    {
      rules,
      services: submitted.services,
      credentialId: credential.id,
      files,
      warnings: submitted.warnings.length,
      submittedBefore: request.submissions > 1 || (await otherWasSubmitted(em, request, credential.id)),
      changed: await changedSinceApproved(em, request),
    },
    now,
  );
  const lot = obstacles.length === 0 ? draw.lotOf(request.id) : null;
  const outcome: RuleOutcome = lot === null ? 'FOR_PEOPLE' : isDrawn(lot, rules.drawnPercent) ? 'DRAWN' : 'APPROVED';
  const used = files.flatMap((file) => file?.reportId ?? []);
  em.create(RuleDecision, {
    request,
    submission: request.submissions,
    at: now,
    outcome,
    obstacles,
    reports: used,
    drawnPercent: rules.drawnPercent,
    lot,
    lotKey: lot && draw.key,
  });
  if (outcome !== 'APPROVED') return;
  const transition = permitRule(situationOf(request));
  await grant(em, request, null, now);
  const actor = { id: null, name: `Regra do portfólio ${portfolioName}` };
  move({ em, request, act: 'APPROVE', transition, person: actor, now }, { message: sentenceOf(used) });
}

function sentenceOf(reports: readonly string[]): string {
  const proven = 'todos os serviços pedidos, e nada na solicitação pede análise por pessoa.';
  return reports.length === 1
    ? `Aprovada por regra: o relatório de conformidade ${reports[0]} comprova ${proven}`
    : `Aprovada por regra: os relatórios de conformidade ${reports.join(', ')} comprovam ${proven}`;
}

/** Who gives one up that was drawn, or refused, is not drawn for again. */
async function otherWasSubmitted(em: EntityManager, { id }: AccessRequest, credentialId: string): Promise<boolean> {
  const others = { homologationCredential: credentialId, id: { $ne: id }, submissions: { $gt: 0 } };
  return (await em.count(AccessRequest, others)) > 0;
}

/** People looked at what was approved for homologation, and at nothing else. */
async function changedSinceApproved(em: EntityManager, request: AccessRequest): Promise<boolean> {
  const { homologationCredential: credential, submitted } = request;
  const approved =
    credential &&
    (await em.findOneOrFail(AccessRequest, { id: credential.alterationId ?? credential.requestId })).submitted;
  return !approved || !submitted || changedFields(approved, submitted).length > 0;
}
