import type { EnumDescription } from './enum-description.ts';

/** Which host of the homologation environment was called. */
export const HomologationHost = { AUTH: 'AUTH', EHR: 'EHR' } as const;

/** Which host of the homologation environment was called. */
export type HomologationHost = keyof typeof HomologationHost;

/** Its words in the API. */
export const HOMOLOGATION_HOST_ENUM: EnumDescription<HomologationHost> = {
  name: 'HomologationHost',
  description: 'A host of the homologation environment.',
  valuesConfig: {
    AUTH: { description: 'Gives access tokens to certificates.' },
    EHR: { description: 'Answers queries and takes documents.' },
  },
};

/** What can be done to calls, so that a system is seen to live with it. */
export const FaultKind = {
  SLOW: 'SLOW',
  ERROR_500: 'ERROR_500',
  ERROR_502: 'ERROR_502',
  ERROR_503: 'ERROR_503',
  RESET: 'RESET',
  EXPIRED_TOKEN: 'EXPIRED_TOKEN',
  HALF_ANSWER: 'HALF_ANSWER',
} as const;

/** What can be done to calls, so that a system is seen to live with it. */
export type FaultKind = keyof typeof FaultKind;

/** Its words in the API. */
export const FAULT_KIND_ENUM: EnumDescription<FaultKind> = {
  name: 'FaultKind',
  description: 'What is done to calls of a credential because its owner asked for it.',
  valuesConfig: {
    SLOW: { description: 'All is done; the answer comes after 5 to 15 seconds.' },
    ERROR_500: { description: 'Nothing is done; 500 with EHR-ERR905.' },
    ERROR_502: { description: 'Nothing is done; 502, in HTML, as a proxy says it.' },
    ERROR_503: { description: 'Nothing is done; 503 with Retry-After, 2 to 10 seconds.' },
    RESET: { description: 'All is done; the connection ends without an answer.' },
    EXPIRED_TOKEN: { description: 'Nothing is done; 401 with EHR-ERR882, as of a token that is over.' },
    HALF_ANSWER: { description: 'All is done; the answer breaks off half-way.' },
  },
};

/** As people read them. */
export const FAULT_KIND_LABELS: Readonly<Record<FaultKind, string>> = {
  SLOW: 'Resposta lenta: 5 a 15 segundos',
  ERROR_500: 'Erro 500',
  ERROR_502: 'Erro 502, como de um proxy',
  ERROR_503: 'Erro 503 com Retry-After',
  RESET: 'Conexão encerrada sem resposta, depois de feito',
  EXPIRED_TOKEN: 'Token vencido (EHR-ERR882)',
  HALF_ANSWER: 'Resposta pela metade, depois de feito',
};

/** For how many calls a fault can be armed, and how long it waits for them. */
export const FAULT_LIMITS = { calls: 20, minutes: 60, armed: 10 } as const;

/** What is to be met with in a person's record at CADSUS. */
export const SyntheticPersonKind = {
  ORDINARY: 'ORDINARY',
  INACTIVE: 'INACTIVE',
  TWO_RECORDS: 'TWO_RECORDS',
  NO_DEFINITIVE_CNS: 'NO_DEFINITIVE_CNS',
  UNKNOWN: 'UNKNOWN',
} as const;

/** What is to be met with in a person's record at CADSUS. */
export type SyntheticPersonKind = keyof typeof SyntheticPersonKind;

/** Its words in the API. */
export const SYNTHETIC_PERSON_KIND_ENUM: EnumDescription<SyntheticPersonKind> = {
  name: 'SyntheticPersonKind',
  description: 'What is to be met with in the record of a person who does not exist.',
  valuesConfig: {
    ORDINARY: { description: 'Nothing.' },
    INACTIVE: { description: 'The record is inactive: documents are refused by EHR-ERR934.' },
    TWO_RECORDS: { description: 'Two records have the same CPF: EHR-ERR985.' },
    NO_DEFINITIVE_CNS: { description: 'There is only a provisional CNS: EHR-ERR987.' },
    UNKNOWN: { description: 'The numbers are right, and CADSUS does not know them: EHR-ERR983.' },
  },
};

/** As people read them. */
export const SYNTHETIC_PERSON_KIND_LABELS: Readonly<Record<SyntheticPersonKind, string>> = {
  ORDINARY: 'Cadastro regular',
  INACTIVE: 'Cadastro inativo (EHR-ERR934)',
  TWO_RECORDS: 'Dois cadastros com o mesmo CPF (EHR-ERR985)',
  NO_DEFINITIVE_CNS: 'Só CNS provisório (EHR-ERR987)',
  UNKNOWN: 'Fora do CADSUS (EHR-ERR983)',
};
