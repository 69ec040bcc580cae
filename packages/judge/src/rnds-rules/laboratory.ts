import { below } from './rnds-document.ts';
import type { RndsRule } from './rnds-rule.ts';

/** The profile of a result, in any version. */
const RESULT = /\/BRDiagnosticoLaboratorioClinico(-|$)/;

/** Of results of examinations (REL). */
export const LABORATORY_RULES: readonly RndsRule[] = [
  {
    code: 'EHR-ERR806',
    broken: (document) =>
      document
        .resources('Observation')
        // A measure taken in a contact with care needs none.
        .filter((result) => below(result, 'meta', 'profile').some(({ value }) => RESULT.test(String(value))))
        .filter((result) => below(result, 'valueQuantity').length > 0 && below(result, 'interpretation').length === 0)
        .map(({ path }) => ({
          path: [...path, 'interpretation'],
          message: 'Um resultado em quantidade precisa da sua interpretação: interpretation.',
        })),
  },
];
