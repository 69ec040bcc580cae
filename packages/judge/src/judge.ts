import type { WriteProperty } from './corrections/fragments.ts';
import { Document } from './document.ts';
import { type Finding, Place } from './finding.ts';
import { EnoughFound, Findings } from './findings.ts';
import { type Guides, urlOfType } from './guides.ts';
import { isObject } from './json.ts';
import { Judging } from './judging.ts';
import { findBreaches } from './rnds-rules/index.ts';
import { RndsDocument } from './rnds-rules/rnds-document.ts';

/**
 * Judges a resource, and all that stand in it, by the profiles that they name, and a Bundle by the RNDS's own rules as well;
 * answers with everything that is wrong. `now` is when it is received; `write` is how corrections are written, as JSON without it.
 */
export function judge(resource: unknown, guides: Guides, now: Date, write?: WriteProperty): Finding[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string') {
    const message = 'O documento não é um recurso FHIR: falta resourceType.';
    return [{ kind: 'type', expression: '$this', path: [], message, profile: urlOfType('Resource') }];
  }
  const findings = new Findings(resource, resource.resourceType, write);
  try {
    new Judging(guides, new Document(resource), findings).resource(resource, new Place([]));
    if (resource.resourceType === 'Bundle') findBreaches(new RndsDocument(resource, now, guides), findings);
  } catch (cause) {
    if (!(cause instanceof EnoughFound)) throw cause;
  }
  return findings.all;
}
