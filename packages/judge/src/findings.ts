import { BOUNDS, numeral } from './bounds.ts';
import { jsonProperty, type WriteProperty, withFragments } from './corrections/fragments.ts';
import type { PatchOperation } from './corrections/patch.ts';
import type { Finding, FindingKind, Place } from './finding.ts';
import type { JsonObject } from './json.ts';

/** The RNDS's list of errors (CodeSystem RNDSErros). */
const RNDS_ERRORS = 'http://www.saude.gov.br/fhir/r4/CodeSystem/RNDSErros';

/** What is told of a finding besides where and what it is. */
export interface More {
  rule?: string;
  expected?: string;
  /** What corrects it. */
  patch?: PatchOperation | undefined;
}

/** So much was found that no more is looked for. */
export class EnoughFound extends Error {}

/** What is found in a document, each once. */
export class Findings {
  readonly all: Finding[] = [];
  private readonly told = new Set<string>();
  private readonly document: JsonObject;
  private readonly root: string;
  private readonly write: WriteProperty;

  constructor(document: JsonObject, root: string, write: WriteProperty = jsonProperty) {
    this.document = document;
    this.root = root;
    this.write = write;
  }

  find(kind: FindingKind, place: Place, profile: string, message: string, more: More = {}): void {
    const expression = place.expression(this.root);
    // Two profiles of one resource may say the same.
    const key = `${expression} ${message}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    if (this.all.length === BOUNDS.findings) {
      const tooMany = `Há mais de ${numeral(BOUNDS.findings)} problemas: os demais não foram procurados.`;
      this.all.push({ kind: 'limit', expression: this.root, path: [], message: tooMany, profile: '' });
      throw new EnoughFound();
    }
    const { patch, expected, rule } = more;
    const source = kind === 'rnds' ? `${RNDS_ERRORS}#${rule}` : profile;
    this.all.push({
      ...{ kind, expression, path: place.keys, message: cut(message), profile, source },
      ...(expected !== undefined && { expected: cut(expected) }),
      ...(rule !== undefined && { rule }),
      ...(patch && { correction: withFragments(this.document, [patch], this.write) }),
    });
  }
}

function cut(text: string): string {
  return text.length > BOUNDS.message ? `${text.slice(0, BOUNDS.message)}…` : text;
}
