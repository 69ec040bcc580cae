// What is sealed of people, each by a key of their own.
export { KeyRing } from './key-ring.ts';
export { WORDS } from './leaves.ts';
export { PersonalJson } from './personal-json.ts';
export {
  type FoundPersonal,
  type PersonalColumn,
  PersonalKeys,
  personalKeys,
  personalSql,
  SEALED_TEXT,
} from './personal-keys.ts';
export { openText, PersonalText, personalTexts, type SealedText } from './personal-texts.ts';
export { rewrapKeys } from './rewrap.ts';
export { openTexts, sealPlain, sealTexts, type TextColumn } from './seal-plain.ts';
