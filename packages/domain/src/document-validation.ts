import type { EnumDescription } from './enum-description.ts';

/** The most bytes of a document to judge: less than the judge takes, and in a request each quote and line end takes two. */
export const DOCUMENT_MAX_BYTES = 2_000_000;

/** What is said of one that has more. */
export const DOCUMENT_TOO_LARGE = `O documento tem mais de ${DOCUMENT_MAX_BYTES.toLocaleString('pt-BR')} bytes: aqui são validados os que têm até isso.`;

/** Whether anything of a document is to be mended. */
export const ValidationOutcome = { VALID: 'VALID', INVALID: 'INVALID', NOT_JUDGED: 'NOT_JUDGED' } as const;

/** Whether anything of a document is to be mended. */
export type ValidationOutcome = keyof typeof ValidationOutcome;

/** Its words in the API. */
export const VALIDATION_OUTCOME_ENUM: EnumDescription<ValidationOutcome> = {
  name: 'ValidationOutcome',
  description: 'Whether anything of a document is to be mended.',
  valuesConfig: {
    VALID: { description: 'Nothing, as far as it is judged: documentKind says how far that is.' },
    INVALID: { description: 'What findings say.' },
    NOT_JUDGED: {
      description: 'It could not be judged: its kind is not judged yet, or it is too much; findings say which.',
    },
  },
};

/** What kind of rule a document breaks. */
export const FindingKind = {
  TEXT: 'TEXT',
  LIMIT: 'LIMIT',
  UNKNOWN_ELEMENT: 'UNKNOWN_ELEMENT',
  CARDINALITY: 'CARDINALITY',
  TYPE: 'TYPE',
  VALUE: 'VALUE',
  FIXED: 'FIXED',
  SLICE: 'SLICE',
  CODE: 'CODE',
  REFERENCE: 'REFERENCE',
  INVARIANT: 'INVARIANT',
  PROFILE: 'PROFILE',
  RNDS: 'RNDS',
  EMPTY: 'EMPTY',
} as const;

/** What kind of rule a document breaks. */
export type FindingKind = keyof typeof FindingKind;

/** Its words in the API. */
export const FINDING_KIND_ENUM: EnumDescription<FindingKind> = {
  name: 'FindingKind',
  description: 'What kind of rule a document breaks.',
  valuesConfig: {
    TEXT: { description: 'It cannot be read as it was sent.' },
    LIMIT: { description: 'It is more than may be sent, or more is wrong than is told.' },
    UNKNOWN_ELEMENT: { description: 'An element that does not exist there.' },
    CARDINALITY: { description: 'Too few or too many of an element.' },
    TYPE: { description: 'A value of another type.' },
    VALUE: { description: 'A value that its type does not allow.' },
    FIXED: { description: 'A value that has to be another one.' },
    SLICE: { description: 'Too few or too many of a part that the profile names, or one that it does not have.' },
    CODE: { description: 'A code that is not among those accepted.' },
    REFERENCE: { description: 'A reference that leads to nothing, or to something else.' },
    INVARIANT: { description: 'A rule of a profile that holds between elements.' },
    PROFILE: { description: 'A profile that is not known, was retired, or is of another type.' },
    RNDS: { description: 'A rule of the RNDS itself, with its code.' },
    EMPTY: { description: 'An element with nothing in it.' },
  },
};

/** As people read them. */
export const FINDING_KIND_LABELS: Readonly<Record<FindingKind, string>> = {
  TEXT: 'Texto ilegível',
  LIMIT: 'Limite',
  UNKNOWN_ELEMENT: 'Elemento desconhecido',
  CARDINALITY: 'Quantidade',
  TYPE: 'Tipo',
  VALUE: 'Valor',
  FIXED: 'Valor fixo',
  SLICE: 'Parte do perfil',
  CODE: 'Código',
  REFERENCE: 'Referência',
  INVARIANT: 'Invariante',
  PROFILE: 'Perfil',
  RNDS: 'Regra da RNDS',
  EMPTY: 'Elemento vazio',
};
