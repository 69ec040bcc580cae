import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Finding } from './finding.ts';
import { type Guides, urlOfType } from './guides.ts';
import { judge } from './judge.ts';

/** A finding with where it stands in what was sent, counted from 1; where something is missing, what it is missing in. */
export interface LocatedFinding extends Finding {
  line: number;
  column: number;
}

/** No document of a guide is a tenth as deep. */
const DEEPEST = 100;

/** Judges a document as it was sent, in JSON, and received at that moment. */
export function judgeText(text: string, guides: Guides, now: Date): LocatedFinding[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return [unreadable(text)];
  }
  if (deeperThan(document, DEEPEST))
    return [refusal(`O documento tem mais de ${DEEPEST} níveis.`, { line: 1, column: 1 })];
  const findings = judge(document, guides, now);
  if (findings.length === 0) return [];
  const tree = parseTree(text);
  const lines = startsOfLines(text);
  return findings.map((finding) => ({ ...finding, ...positionAt(lines, offsetOf(tree, finding.path)) }));
}

/** Where a path leads to in the text, or the nearest above it that is there. */
function offsetOf(tree: Node | undefined, path: readonly (string | number)[]): number {
  for (let length = path.length; tree && length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    // Of a property its name is where one looks.
    if (node) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return tree?.offset ?? 0;
}

function unreadable(text: string): LocatedFinding {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  const what = first ? printParseErrorCode(first.error) : 'InvalidSymbol';
  return refusal(`O texto não é JSON: ${what}.`, positionAt(startsOfLines(text), first?.offset ?? 0));
}

function refusal(message: string, position: { line: number; column: number }): LocatedFinding {
  return { kind: 'type', expression: '$this', path: [], message, profile: urlOfType('Resource'), ...position };
}

/** By hand and not by recursion, which is what it guards. */
function deeperThan(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function positionAt(starts: number[], offset: number): { line: number; column: number } {
  let line = starts.findIndex((start) => start > offset);
  if (line < 0) line = starts.length;
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}
