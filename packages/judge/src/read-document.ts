import { BOUNDS, numeral } from './bounds.ts';
import type { Finding } from './finding.ts';
import { type Guides, urlOfType } from './guides.ts';
import { isObject } from './json.ts';
import { Lines, type Position } from './positions.ts';
import { readJson } from './read-json.ts';
import { type Fault, Unreadable } from './read-text.ts';
import { readXml } from './xml/read-xml.ts';

/** A finding with where it stands in what was sent, counted from 1; where something is missing, what it is missing in. */
export interface LocatedFinding extends Finding, Position {}

/** How a document was written. */
export type DocumentFormat = 'json' | 'xml';

/** A document as it was read. */
export interface ReadDocument {
  format: DocumentFormat;
  /** As JSON has it; in whatever form the text was. */
  resource: unknown;
  /** Where keys lead to in the text, or the nearest above that is there. */
  positionOf(path: readonly (string | number)[]): Position;
}

/** What was read, or why nothing could be. */
export type Reading =
  | { document: ReadDocument; refused?: undefined }
  | { document?: undefined; refused: LocatedFinding[] };

/** Reads a document as it was sent, in JSON or in XML, within what may be sent (BOUNDS). */
export function readDocument(text: string, guides: Guides): Reading {
  try {
    const bare = withinBytes(text);
    const format = formatOf(bare);
    const { resource, offsetOf } = format === 'xml' ? readXml(bare, guides) : readJson(bare);
    withinEntries(resource);
    let lines: Lines | undefined;
    return {
      document: {
        format,
        resource,
        positionOf(path) {
          lines ??= new Lines(text);
          return lines.at(offsetOf(path));
        },
      },
    };
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    const lines = new Lines(text.slice(0, BOUNDS.bytes));
    const source = FORMS[formatOf(text)];
    return { refused: cause.faults.map((fault) => located(fault, source, lines)) };
  }
}

/** Where it is told how a text is written. */
const FORMS: Readonly<Record<DocumentFormat, string>> = {
  json: 'https://hl7.org/fhir/R4/json.html',
  xml: 'https://hl7.org/fhir/R4/xml.html',
};

/** What a text is meant to be: what begins as XML does is that. */
export function formatOf(text: string): DocumentFormat {
  return /^\uFEFF?\s*</.test(text) ? 'xml' : 'json';
}

function located({ kind, message, offset, path = [] }: Fault, source: string, lines: Lines): LocatedFinding {
  const expression = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  return {
    kind,
    expression: `$this${expression}`,
    path,
    message,
    profile: urlOfType('Resource'),
    ...(kind === 'text' && { source }),
    ...lines.at(offset),
  };
}

/** A text with none of the marks that tell of bytes read wrongly; a mark of its order of bytes becomes a space. */
function withinBytes(text: string): string {
  if (text.length > BOUNDS.bytes || Buffer.byteLength(text) > BOUNDS.bytes) {
    throw new Unreadable({
      kind: 'limit',
      message: `O documento tem mais de ${numeral(BOUNDS.bytes)} bytes.`,
      offset: 0,
    });
  }
  const replaced = text.indexOf('\uFFFD');
  if (replaced >= 0 || !text.isWellFormed()) {
    const offset = replaced >= 0 ? replaced : Math.max(0, text.toWellFormed().search('\uFFFD'));
    throw new Unreadable({
      kind: 'text',
      message: 'O texto não está em UTF-8: aqui há bytes que não são letra.',
      offset,
    });
  }
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

function withinEntries(resource: unknown): void {
  if (!isObject(resource) || !Array.isArray(resource.entry) || resource.entry.length <= BOUNDS.entries) return;
  throw new Unreadable({
    kind: 'limit',
    message: `O documento tem ${numeral(resource.entry.length)} entradas: são aceitas até ${numeral(BOUNDS.entries)}.`,
    offset: 0,
    path: ['entry'],
  });
}
