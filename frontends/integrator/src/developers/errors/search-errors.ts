import { type CataloguedError, foldText } from '@portal/domain';

/** The errors in which every word is found: in the code, what it means or how it is mended, accents and case ignored. */
export function searchErrors(errors: readonly CataloguedError[], text: string): readonly CataloguedError[] {
  const words = foldText(text).split(' ').filter(Boolean);
  return errors.filter((error) => {
    const { code, status, meaning, mend } = error;
    const whole = foldText(`${code} ${status ?? ''} ${meaning} ${mend}`);
    return words.every((word) => whole.includes(word));
  });
}

/** The anchor of an error: a code may be answered in several places, and means something else in each. */
export function anchorOf({ where, code }: Pick<CataloguedError, 'where' | 'code'>): string {
  return where === 'graphql' ? code : `${where}-${code}`;
}
