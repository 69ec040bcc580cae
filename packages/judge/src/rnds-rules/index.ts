import { CARE_RULES } from './care.ts';
import { FORM_RULES } from './form.ts';
import { LABORATORY_RULES } from './laboratory.ts';
import type { RndsRule } from './rnds-rule.ts';
import { VACCINATION_RULES } from './vaccination.ts';

/** All rules of the RNDS that can be told from a document alone. */
export const RNDS_RULES: readonly RndsRule[] = [
  ...FORM_RULES,
  ...CARE_RULES,
  ...VACCINATION_RULES,
  ...LABORATORY_RULES,
];
