import { registerEnumType } from 'type-graphql';

/** Whether anything of a document is to be mended. */
export const ValidationOutcome = { VALID: 'VALID', INVALID: 'INVALID', NOT_JUDGED: 'NOT_JUDGED' } as const;

/** Whether anything of a document is to be mended. */
export type ValidationOutcome = keyof typeof ValidationOutcome;

registerEnumType(ValidationOutcome, {
  name: 'ValidationOutcome',
  description: 'Whether anything of a document is to be mended.',
  valuesConfig: {
    VALID: { description: 'Nothing, as far as it is judged: documentKind says how far that is.' },
    INVALID: { description: 'What findings say.' },
    NOT_JUDGED: {
      description: 'It could not be judged: its kind is not judged yet, or it is too much; findings say which.',
    },
  },
});

/** What kind of rule was broken: the judge's kinds, as an enum has them. */
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

/** What kind of rule was broken. */
export type FindingKind = keyof typeof FindingKind;

registerEnumType(FindingKind, {
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
});
