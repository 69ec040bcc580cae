import type { JsonObject } from '../json.ts';
import { careRecord } from './care-record.ts';
import { discharge } from './discharge.ts';
import { dispensation } from './dispensation.ts';
import { regulation } from './regulation.ts';
import { olderResult, result } from './result.ts';
import { vaccination } from './vaccination.ts';

export { careRecord, discharge, dispensation, olderResult, regulation, result, vaccination };

/** A right document of each kind that is judged, by its code; nobody's. */
export const DOCUMENTS: readonly [kind: string, make: () => JsonObject][] = [
  ['RIA-R', vaccination],
  ['RAC', careRecord],
  ['REDFM', dispensation],
  ['RA', regulation],
  ['REL', olderResult],
  ['REL 3.2.1', result],
  ['SA', discharge],
];
