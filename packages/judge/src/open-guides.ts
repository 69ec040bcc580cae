import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Guide } from './guide.ts';
import { Guides } from './guides.ts';

const FOLDER = join(import.meta.dirname, '../guides');

/** The guides that are brought along, newest first, and the base specification last. */
const BROUGHT = [
  'br.gov.saude.ria.fhir-1.0.0-release',
  'br.gov.saude.rac.fhir-1.0.0',
  'br.gov.saude.sa.fhir-1.0.0-release',
  'br.gov.saude.redfm.fhir-1.0.0',
  'br.gov.saude.rira.fhir-1.0.0',
  'br.gov.saude.rel.fhir-1.0.0-release',
  'rnds-0.1.0',
  'hl7.fhir.r4.core-4.0.1',
];

/** Opens them: a few megabytes, once for a process. */
export function openGuides(): Guides {
  return new Guides(BROUGHT.map((name) => JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Guide));
}
