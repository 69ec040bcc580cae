import type { EnumDescription } from './enum-description.ts';

/** Where a step or a requirement of a conformance run stands. */
export const ConformanceOutcome = {
  WAITING: 'WAITING',
  PASSED: 'PASSED',
  FAILED: 'FAILED',
  INCONCLUSIVE: 'INCONCLUSIVE',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
  ATTESTED: 'ATTESTED',
  IN_REVIEW: 'IN_REVIEW',
  NOT_TESTED: 'NOT_TESTED',
} as const;

/** Where a step or a requirement of a conformance run stands. */
export type ConformanceOutcome = keyof typeof ConformanceOutcome;

/** Its words in the API. */
export const CONFORMANCE_OUTCOME_ENUM: EnumDescription<ConformanceOutcome> = {
  name: 'ConformanceOutcome',
  description: 'Where a step or a requirement of a conformance run stands.',
  valuesConfig: {
    WAITING: { description: 'Calls that it needs have not come yet.' },
    PASSED: { description: 'It was seen in calls; or, of a requirement, two reviewers found that it is met.' },
    FAILED: {
      description:
        'What must not come came, or too early or too late, and it can be tried again; or, of a requirement, two reviewers found that it is not met, which no call changes.',
    },
    INCONCLUSIVE: {
      description: 'The environment failed meanwhile: that counts against nobody, and it is tried again.',
    },
    NOT_APPLICABLE: { description: 'Its owner declared, or two reviewers found, that it does not apply, and why.' },
    ATTESTED: { description: 'Its owner declared it, because no call can show it.' },
    IN_REVIEW: { description: 'A reviewer proposed another outcome, and a second person is still to decide.' },
    NOT_TESTED: { description: 'It is not tested here, and the suite says why.' },
  },
};

/** As people read them. */
export const CONFORMANCE_OUTCOME_LABELS: Readonly<Record<ConformanceOutcome, string>> = {
  WAITING: 'Aguardando',
  PASSED: 'Aprovado',
  FAILED: 'Reprovado',
  INCONCLUSIVE: 'Inconclusivo',
  NOT_APPLICABLE: 'Não se aplica',
  ATTESTED: 'Declarado',
  IN_REVIEW: 'Em análise',
  NOT_TESTED: 'Não testado',
};

/** How a conformance run stands as a whole. */
export const ConformanceRunOutcome = {
  WAITING: 'WAITING',
  FAILED: 'FAILED',
  INCONCLUSIVE: 'INCONCLUSIVE',
  COMPLETE: 'COMPLETE',
  EXPIRED: 'EXPIRED',
} as const;

/** How a conformance run stands as a whole. */
export type ConformanceRunOutcome = keyof typeof ConformanceRunOutcome;

/** Its words in the API. */
export const CONFORMANCE_RUN_OUTCOME_ENUM: EnumDescription<ConformanceRunOutcome> = {
  name: 'ConformanceRunOutcome',
  description: 'How a conformance run stands as a whole.',
  valuesConfig: {
    WAITING: {
      description:
        'Steps or declarations are left, or a second reviewer is waited for, and nothing that is required failed.',
    },
    FAILED: {
      description:
        'What is required failed the last time that it was tried, or two reviewers found that it is not met.',
    },
    INCONCLUSIVE: { description: 'What is required is inconclusive because the environment failed.' },
    COMPLETE: { description: 'Nothing that is required is left.' },
    EXPIRED: {
      description:
        'A newer version of its suite took its place, and the time to complete it, and to have it reported, is over: the next call opens another run.',
    },
  },
};

/** As people read them. */
export const CONFORMANCE_RUN_OUTCOME_LABELS: Readonly<Record<ConformanceRunOutcome, string>> = {
  WAITING: 'Em andamento',
  FAILED: 'Com reprovação',
  INCONCLUSIVE: 'Inconclusiva',
  COMPLETE: 'Completa',
  EXPIRED: 'Prazo encerrado',
};

/** How much hangs on a requirement of a suite. */
export const ConformanceSeverity = { REQUIRED: 'REQUIRED', RECOMMENDED: 'RECOMMENDED' } as const;

/** How much hangs on a requirement of a suite. */
export type ConformanceSeverity = keyof typeof ConformanceSeverity;

/** Its words in the API. */
export const CONFORMANCE_SEVERITY_ENUM: EnumDescription<ConformanceSeverity> = {
  name: 'ConformanceSeverity',
  description: 'How much hangs on a requirement.',
  valuesConfig: {
    REQUIRED: { description: 'Without it no run is complete.' },
    RECOMMENDED: { description: 'A run is complete without it.' },
  },
};

/** As people read them. */
export const CONFORMANCE_SEVERITY_LABELS: Readonly<Record<ConformanceSeverity, string>> = {
  REQUIRED: 'Obrigatório',
  RECOMMENDED: 'Recomendado',
};

/** What is declared of a requirement in the place of calls. */
export const ConformanceDeclarationKind = { NOT_APPLICABLE: 'NOT_APPLICABLE', ATTESTED: 'ATTESTED' } as const;

/** What is declared of a requirement in the place of calls. */
export type ConformanceDeclarationKind = keyof typeof ConformanceDeclarationKind;

/** Its words in the API. */
export const CONFORMANCE_DECLARATION_KIND_ENUM: EnumDescription<ConformanceDeclarationKind> = {
  name: 'ConformanceDeclarationKind',
  description: 'What the owner of a credential declares of a requirement in the place of calls.',
  valuesConfig: {
    NOT_APPLICABLE: { description: 'It does not apply; of requirements of which the suite says that this may be.' },
    ATTESTED: { description: 'It is so; of requirements that no call can show.' },
  },
};

/** How long the reason of a declaration is, in characters. */
export const DECLARATION_REASON = { min: 10, max: 2_000 } as const;

/** What two reviewers may find of a requirement in the judge's place, or that the judge's verdict counts again. */
export const ConformanceOverrideOutcome = {
  PASSED: 'PASSED',
  FAILED: 'FAILED',
  NOT_APPLICABLE: 'NOT_APPLICABLE',
  AS_JUDGED: 'AS_JUDGED',
} as const;

/** What two reviewers may find of a requirement in the judge's place, or that the judge's verdict counts again. */
export type ConformanceOverrideOutcome = keyof typeof ConformanceOverrideOutcome;

/** Its words in the API. */
export const CONFORMANCE_OVERRIDE_OUTCOME_ENUM: EnumDescription<ConformanceOverrideOutcome> = {
  name: 'ConformanceOverrideOutcome',
  description:
    "What two reviewers may find of a requirement in the judge's place, or that the judge's verdict counts again.",
  valuesConfig: {
    PASSED: { description: 'It is met.' },
    FAILED: { description: 'It is not met.' },
    NOT_APPLICABLE: { description: 'It does not apply to this system.' },
    AS_JUDGED: {
      description: 'What two reviewers found before is lifted: it stands by calls and declarations again.',
    },
  },
};

/** As people read them. */
export const CONFORMANCE_OVERRIDE_OUTCOME_LABELS: Readonly<Record<ConformanceOverrideOutcome, string>> = {
  PASSED: CONFORMANCE_OUTCOME_LABELS.PASSED,
  FAILED: CONFORMANCE_OUTCOME_LABELS.FAILED,
  NOT_APPLICABLE: CONFORMANCE_OUTCOME_LABELS.NOT_APPLICABLE,
  AS_JUDGED: 'Vale o resultado automático',
};

/** How far another outcome that a reviewer proposed came. */
export const ConformanceOverrideState = {
  OPEN: 'OPEN',
  CONFIRMED: 'CONFIRMED',
  DECLINED: 'DECLINED',
  WITHDRAWN: 'WITHDRAWN',
  REPLACED: 'REPLACED',
  LAPSED: 'LAPSED',
} as const;

/** How far another outcome that a reviewer proposed came. */
export type ConformanceOverrideState = keyof typeof ConformanceOverrideState;

/** Its words in the API. */
export const CONFORMANCE_OVERRIDE_STATE_ENUM: EnumDescription<ConformanceOverrideState> = {
  name: 'ConformanceOverrideState',
  description: 'How far another outcome of a requirement came that a reviewer proposed.',
  valuesConfig: {
    OPEN: { description: 'A second reviewer is still to confirm or decline it: the requirement is IN_REVIEW.' },
    CONFIRMED: { description: 'A second reviewer confirmed it: the requirement counts with it.' },
    DECLINED: { description: 'A second reviewer declined it.' },
    WITHDRAWN: { description: 'Who proposed it took it back.' },
    REPLACED: { description: 'It was confirmed, and another that was confirmed later took its place or lifted it.' },
    LAPSED: { description: 'Another run took the place of its own before it was decided.' },
  },
};

/** As people read them. */
export const CONFORMANCE_OVERRIDE_STATE_LABELS: Readonly<Record<ConformanceOverrideState, string>> = {
  OPEN: 'Aguarda segunda pessoa',
  CONFIRMED: 'Confirmada',
  DECLINED: 'Recusada',
  WITHDRAWN: 'Retirada',
  REPLACED: 'Substituída ou retirada depois',
  LAPSED: 'Sem efeito: a execução foi recomeçada',
};

/** What somebody may do about a proposal that is open. */
export const ConformanceOverrideAction = { CONFIRM: 'CONFIRM', DECLINE: 'DECLINE', WITHDRAW: 'WITHDRAW' } as const;

/** What somebody may do about a proposal that is open. */
export type ConformanceOverrideAction = keyof typeof ConformanceOverrideAction;

/** Its words in the API. */
export const CONFORMANCE_OVERRIDE_ACTION_ENUM: EnumDescription<ConformanceOverrideAction> = {
  name: 'ConformanceOverrideAction',
  description: 'What the viewer may do about another outcome that was proposed.',
  valuesConfig: {
    CONFIRM: { description: 'Agree with it, as a second reviewer.' },
    DECLINE: { description: 'Not agree with it, as a second reviewer.' },
    WITHDRAW: { description: 'Take it back, as who proposed it.' },
  },
};

/** What about a requirement of a run waits for a reviewer. */
export const ConformanceAwaitingKind = { PROPOSAL: 'PROPOSAL', MESSAGE: 'MESSAGE' } as const;

/** What about a requirement of a run waits for a reviewer. */
export type ConformanceAwaitingKind = keyof typeof ConformanceAwaitingKind;

/** Its words in the API. */
export const CONFORMANCE_AWAITING_KIND_ENUM: EnumDescription<ConformanceAwaitingKind> = {
  name: 'ConformanceAwaitingKind',
  description: 'What about a requirement of a run waits for a reviewer.',
  valuesConfig: {
    PROPOSAL: { description: 'Another outcome that somebody else proposed: a second person is to decide.' },
    MESSAGE: { description: 'A message of the integrator that nobody answered.' },
  },
};

/** As people read them. */
export const CONFORMANCE_AWAITING_KIND_LABELS: Readonly<Record<ConformanceAwaitingKind, string>> = {
  PROPOSAL: 'Aguarda segunda pessoa',
  MESSAGE: 'Dúvida do integrador',
};

/** Who wrote a message about a requirement of a run. */
export const ConformanceMessageSide = { INTEGRATOR: 'INTEGRATOR', REVIEWERS: 'REVIEWERS' } as const;

/** Who wrote a message about a requirement of a run. */
export type ConformanceMessageSide = keyof typeof ConformanceMessageSide;

/** Its words in the API. */
export const CONFORMANCE_MESSAGE_SIDE_ENUM: EnumDescription<ConformanceMessageSide> = {
  name: 'ConformanceMessageSide',
  description: 'Who wrote a message about a requirement of a run; which person it was is told to nobody.',
  valuesConfig: {
    INTEGRATOR: { description: 'The owner of the credential.' },
    REVIEWERS: { description: 'One of those who look at the run for the Ministry.' },
  },
};

/** How a check before the first step came out. */
export const PreflightOutcome = { PASSED: 'PASSED', FAILED: 'FAILED', WAITING: 'WAITING' } as const;

/** How a check before the first step came out. */
export type PreflightOutcome = keyof typeof PreflightOutcome;

/** Its words in the API. */
export const PREFLIGHT_OUTCOME_ENUM: EnumDescription<PreflightOutcome> = {
  name: 'PreflightOutcome',
  description: 'How a check before the first step came out.',
  valuesConfig: {
    PASSED: { description: 'It is as it should be.' },
    FAILED: { description: 'It is not; the detail says what to do.' },
    WAITING: { description: 'No call of the last 24 hours tells.' },
  },
};

/** As people read them. */
export const PREFLIGHT_OUTCOME_LABELS: Readonly<Record<PreflightOutcome, string>> = {
  PASSED: 'Certo',
  FAILED: 'A corrigir',
  WAITING: 'Ainda não visto',
};

/** What the homologation environment did not do as it should. */
export const HomologationIncidentKind = {
  FAILED_CALLS: 'FAILED_CALLS',
  DOWN: 'DOWN',
  MAINTENANCE: 'MAINTENANCE',
} as const;

/** What the homologation environment did not do as it should. */
export type HomologationIncidentKind = keyof typeof HomologationIncidentKind;

/** Its words in the API. */
export const HOMOLOGATION_INCIDENT_KIND_ENUM: EnumDescription<HomologationIncidentKind> = {
  name: 'HomologationIncidentKind',
  description: 'What the homologation environment did not do as it should.',
  valuesConfig: {
    FAILED_CALLS: { description: 'Calls were answered 5xx that nobody had armed, or could not be recorded.' },
    DOWN: { description: 'It was not there.' },
    MAINTENANCE: { description: 'A maintenance that was announced.' },
  },
};

/** As people read them. */
export const HOMOLOGATION_INCIDENT_KIND_LABELS: Readonly<Record<HomologationIncidentKind, string>> = {
  FAILED_CALLS: 'Chamadas falharam por nossa causa',
  DOWN: 'Ambiente fora do ar',
  MAINTENANCE: 'Manutenção anunciada',
};

/** Whether a report of a run still counts as evidence. */
export const ConformanceReportStanding = {
  IN_FORCE: 'IN_FORCE',
  EXPIRED: 'EXPIRED',
  SUITE_REPLACED: 'SUITE_REPLACED',
} as const;

/** Whether a report of a run still counts as evidence. */
export type ConformanceReportStanding = keyof typeof ConformanceReportStanding;

/** Its words in the API. */
export const CONFORMANCE_REPORT_STANDING_ENUM: EnumDescription<ConformanceReportStanding> = {
  name: 'ConformanceReportStanding',
  description: 'Whether a conformance report still counts as evidence.',
  valuesConfig: {
    IN_FORCE: { description: 'It counts.' },
    EXPIRED: { description: 'Its time is over.' },
    SUITE_REPLACED: {
      description: 'A newer version of its suite took its place, and the time to go on with it is over.',
    },
  },
};

/** As people read them. */
export const CONFORMANCE_REPORT_STANDING_LABELS: Readonly<Record<ConformanceReportStanding, string>> = {
  IN_FORCE: 'Vale como evidência',
  EXPIRED: 'Vencido',
  SUITE_REPLACED: 'De uma versão do roteiro que não vale mais',
};

/** What bounds a report's time. */
export interface ReportTime {
  validUntil: Date;
  /** When its suite's version counts no more; null as long as there is no other. */
  suiteEndsAt: Date | null;
}

/** Whether a report counts at a moment: up to and with the last one of its time. */
export function reportStanding({ validUntil, suiteEndsAt }: ReportTime, now: Date): ConformanceReportStanding {
  if (suiteEndsAt !== null && suiteEndsAt < now) return 'SUITE_REPLACED';
  return validUntil < now ? 'EXPIRED' : 'IN_FORCE';
}
