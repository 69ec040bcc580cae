import { below } from './rnds-document.ts';
import type { RndsRule } from './rnds-rule.ts';

/** Of results of examinations (REL). */
export const LABORATORY_RULES: readonly RndsRule[] = [
  {
    code: 'EHR-ERR806',
    broken: (document) =>
      document
        .resources('Observation')
        .filter((result) => below(result, 'valueQuantity').length > 0 && below(result, 'interpretation').length === 0)
        .map(({ path }) => ({
          path: [...path, 'interpretation'],
          message: 'Um resultado em quantidade precisa da sua interpretação: interpretation.',
        })),
  },
];
