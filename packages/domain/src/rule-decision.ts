import type { EnumDescription } from './enum-description.ts';

/** What a portfolio's rule made of a request for production. */
export const RuleOutcome = { APPROVED: 'APPROVED', DRAWN: 'DRAWN', FOR_PEOPLE: 'FOR_PEOPLE' } as const;

/** What a portfolio's rule made of a request for production. */
export type RuleOutcome = keyof typeof RuleOutcome;

/** Its words in the API. */
export const RULE_OUTCOME_ENUM: EnumDescription<RuleOutcome> = {
  name: 'RuleOutcome',
  description: "What a portfolio's rule made of a request for production.",
  valuesConfig: {
    APPROVED: { description: 'The rule approved it, and its credential was issued.' },
    DRAWN: { description: 'All that the rule asks for is there, and it was drawn to be looked at by a person.' },
    FOR_PEOPLE: { description: 'Something in it is for a person to look at: obstacles say what.' },
  },
};

/** What keeps a request from being approved by rule. */
export const RuleObstacle = {
  FOUR_EYES: 'FOUR_EYES',
  SUBMITTED_BEFORE: 'SUBMITTED_BEFORE',
  CHANGED_DATA: 'CHANGED_DATA',
  WARNINGS: 'WARNINGS',
  OTHER_EVIDENCE: 'OTHER_EVIDENCE',
  UNPROVEN_REQUIREMENT: 'UNPROVEN_REQUIREMENT',
  UNPROVEN_SERVICE: 'UNPROVEN_SERVICE',
  RUN_FOR_PEOPLE: 'RUN_FOR_PEOPLE',
} as const;

/** What keeps a request from being approved by rule. */
export type RuleObstacle = keyof typeof RuleObstacle;

/** Its words in the API. */
export const RULE_OBSTACLE_ENUM: EnumDescription<RuleObstacle> = {
  name: 'RuleObstacle',
  description: 'What keeps a request from being approved by rule, and a person is to look at.',
  valuesConfig: {
    FOUR_EYES: { description: 'Two people must approve in its portfolio and environment.' },
    SUBMITTED_BEFORE: {
      description: 'It, or another one from the same homologation credential, was submitted before.',
    },
    CHANGED_DATA: { description: 'Something in it is not as it was approved for homologation.' },
    WARNINGS: { description: 'It has warnings.' },
    OTHER_EVIDENCE: {
      description: 'Among its files is one that is no conformance report of its homologation credential that counts.',
    },
    UNPROVEN_REQUIREMENT: { description: 'It has a requirement that a conformance report does not prove.' },
    UNPROVEN_SERVICE: { description: 'Of one of its services there is no suite, or a report of one is missing.' },
    RUN_FOR_PEOPLE: {
      description:
        'Of a run that was reported something is for people: what they found otherwise, what was declared not to apply, or that it was begun anew since.',
    },
  },
};

/** As people read them, after "vai a uma pessoa:". */
export const RULE_OBSTACLE_LABELS: Readonly<Record<RuleObstacle, string>> = {
  FOUR_EYES: 'a aprovação exige duas pessoas',
  SUBMITTED_BEFORE: 'já foi enviada antes, ou outra da mesma credencial',
  CHANGED_DATA: 'os dados não são os que foram aprovados em homologação',
  WARNINGS: 'há avisos',
  OTHER_EVIDENCE: 'há arquivos além dos relatórios de conformidade',
  UNPROVEN_REQUIREMENT: 'há requisito que o relatório não comprova',
  UNPROVEN_SERVICE: 'falta relatório de algum dos serviços',
  RUN_FOR_PEOPLE: 'a execução tem algo que pessoas avaliam',
};
