import { randomUUIDv7 } from 'node:crypto';
import { confirm, dismiss, type NotProposed, propose, whyNotProposed } from '@portal/conformance';
import { type Parsed, parseOverrideComment, parseOverrideReason } from '@portal/domain';
import { refuse } from '@portal/service-kit';
import type { ConformanceRun } from '../conformance/conformance-run.ts';
import { refuseOver } from '../conformance/own-run.ts';
import type { HomologationContext } from '../context.ts';
import type { Performed } from '../perform.ts';
import { changeReviewed, openProposal } from './change.ts';
import type {
  ConfirmConformanceOverrideInput,
  DeclineConformanceOverrideInput,
  ProposeConformanceOverrideInput,
  WithdrawConformanceOverrideInput,
} from './conformance-override.ts';
import { writeDecision, writeProposal } from './override-rows.ts';

/** Proposes another outcome of a requirement: it is in review until a second person decides. */
export function proposeOverride(
  ctx: HomologationContext,
  { runId, requirement, outcome, reason }: ProposeConformanceOverrideInput,
): Promise<Performed<ConformanceRun>> {
  return changeReviewed(ctx, { runId, act: 'proposeConformanceOverride' }, async ({ em, run, person, now }) => {
    refuseOver(run, now);
    const asked = run.suite.requirements.find(({ id }) => id === requirement);
    if (!asked) return refuse('NOT_FOUND', 'Este requisito não faz parte da execução.', ['requirement']);
    const not = whyNotProposed(asked, run.state, outcome);
    if (not) return refuse('NOT_ALLOWED', NOT_PROPOSED[not].message, [NOT_PROPOSED[not].path]);
    const words = wordsOf(parseOverrideReason(reason), 'reason');
    const made = { id: randomUUIDv7(), outcome, reason: words, by: person.id, at: now.getTime() };
    const state = propose(run.suite, run.state, requirement, made);
    const proposal = state.proposals?.[requirement];
    if (!proposal) throw new Error('what was proposed is not there');
    await writeProposal(em, runId, requirement, proposal);
    return { state, detail: { requirement, proposal: made.id, outcome, judged: proposal.judged } };
  });
}

const NOT_PROPOSED: Readonly<Record<NotProposed, { message: string; path: 'requirement' | 'outcome' }>> = {
  NOT_TESTED: { message: 'Este requisito não é testado: não há resultado a rever.', path: 'requirement' },
  OPEN: {
    message: 'Já há uma proposta aberta sobre este requisito: decida-a antes de fazer outra.',
    path: 'requirement',
  },
  SAME: { message: 'O requisito já tem este resultado: proponha outro.', path: 'outcome' },
  NOTHING_FOUND: {
    message: 'Não há avaliação por pessoas neste requisito: o resultado automático já vale.',
    path: 'outcome',
  },
};

/** Agrees with what somebody else proposed: the requirement counts with it from now on. */
export function confirmOverride(
  ctx: HomologationContext,
  { runId, proposalId }: ConfirmConformanceOverrideInput,
): Promise<Performed<ConformanceRun>> {
  return changeReviewed(ctx, { runId, act: 'confirmConformanceOverride' }, async (reviewing) => {
    const { em, run, person, now } = reviewing;
    const { requirement, proposal } = openProposal(reviewing, proposalId);
    if (proposal.by === person.id) return refuseSamePerson();
    refuseOver(run, now);
    const state = confirm(run.suite, run.state, requirement, { by: person.id, at: now.getTime() });
    await writeDecision(em, runId, proposalId, { decision: 'CONFIRMED', by: person.id, at: now, comment: null });
    return { state, detail: { requirement, proposal: proposalId, outcome: proposal.outcome } };
  });
}

/** Does not agree with what somebody else proposed, and says why: the requirement stands as before. */
export function declineOverride(
  ctx: HomologationContext,
  { runId, proposalId, comment }: DeclineConformanceOverrideInput,
): Promise<Performed<ConformanceRun>> {
  return changeReviewed(ctx, { runId, act: 'declineConformanceOverride' }, async (reviewing) => {
    const { em, run, person, now } = reviewing;
    const { requirement, proposal } = openProposal(reviewing, proposalId);
    if (proposal.by === person.id) return refuseSamePerson();
    const words = wordsOf(parseOverrideComment(comment), 'comment');
    const state = dismiss(run.suite, run.state, requirement, now.getTime());
    await writeDecision(em, runId, proposalId, { decision: 'DECLINED', by: person.id, at: now, comment: words });
    return { state, detail: { requirement, proposal: proposalId } };
  });
}

/** Takes back what one proposed oneself. */
export function withdrawOverride(
  ctx: HomologationContext,
  { runId, proposalId }: WithdrawConformanceOverrideInput,
): Promise<Performed<ConformanceRun>> {
  return changeReviewed(ctx, { runId, act: 'withdrawConformanceOverride' }, async (reviewing) => {
    const { em, run, person, now } = reviewing;
    const { requirement, proposal } = openProposal(reviewing, proposalId);
    if (proposal.by !== person.id) {
      return refuse('NOT_ALLOWED', 'Só quem fez a proposta a retira: confirme-a ou recuse-a.', ['proposalId']);
    }
    const state = dismiss(run.suite, run.state, requirement, now.getTime());
    await writeDecision(em, runId, proposalId, { decision: 'WITHDRAWN', by: person.id, at: now, comment: null });
    return { state, detail: { requirement, proposal: proposalId } };
  });
}

function refuseSamePerson(): never {
  return refuse('NOT_ALLOWED', 'Quem fez a proposta não a decide: é preciso uma segunda pessoa.', ['proposalId']);
}

function wordsOf(parsed: Parsed<string>, path: string): string {
  return parsed.ok ? parsed.value : refuse('INVALID', parsed.message, [path]);
}
