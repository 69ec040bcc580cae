import { Place } from '../finding.ts';
import type { Findings } from '../findings.ts';
import { CARE_RULES } from './care.ts';
import { EXPECTED } from './expected.ts';
import { FORM_RULES } from './form.ts';
import { LABORATORY_RULES } from './laboratory.ts';
import { PRESCRIPTION_RULES } from './prescription.ts';
import { REGULATION_RULES } from './regulation.ts';
import type { RndsDocument } from './rnds-document.ts';
import type { RndsRule } from './rnds-rule.ts';
import { VACCINATION_RULES } from './vaccination.ts';

/** All rules of the RNDS that can be told from a document alone. */
export const RNDS_RULES: readonly RndsRule[] = [
  ...FORM_RULES,
  ...CARE_RULES,
  ...VACCINATION_RULES,
  ...LABORATORY_RULES,
  ...REGULATION_RULES,
  ...PRESCRIPTION_RULES,
];

/** Finds where a document breaks them. */
export function findBreaches(document: RndsDocument, findings: Findings): void {
  for (const { code, broken } of RNDS_RULES) {
    const expected = EXPECTED[code];
    for (const { path, message, patch } of broken(document)) {
      findings.find('rnds', new Place(path), '', message, {
        rule: code,
        patch,
        ...(expected !== undefined && { expected }),
      });
    }
  }
}
