import {
  createScanner,
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import { BOUNDS, numeral } from './bounds.ts';
import { type Fault, type ReadText, Unreadable } from './read-text.ts';
import { shown } from './words.ts';

/** Reads JSON that has no name twice in an object and is within the bounds. */
export function readJson(text: string): ReadText {
  const faults = new Scan(text).faults();
  let resource: unknown;
  try {
    resource = JSON.parse(text);
  } catch {
    throw new Unreadable(syntaxFault(text));
  }
  if (faults.length > 0) throw new Unreadable(...faults);
  let tree: Node | undefined;
  return {
    resource,
    offsetOf(path) {
      tree ??= parseTree(text);
      return offsetIn(tree, path);
    },
  };
}

function offsetIn(tree: Node | undefined, path: readonly (string | number)[]): number {
  for (let length = path.length; tree && length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    // Of a property its name is where one looks.
    if (node) return node.parent?.type === 'property' ? node.parent.offset : node.offset;
  }
  return tree?.offset ?? 0;
}

function syntaxFault(text: string): Fault {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  const what = first ? printParseErrorCode(first.error) : 'InvalidSymbol';
  return { kind: 'text', message: `O texto não é JSON: ${what}.`, offset: first?.offset ?? 0 };
}

/** An object or a list that is not closed yet. */
interface Open {
  /** Of an object the names that it has. */
  names?: Set<string>;
  /** Where one is in it. */
  key: string | number;
  /** Whether a name comes next. */
  named: boolean;
}

/** Goes through a text once, by hand and not by recursion, which depth would break. */
class Scan {
  private readonly scanner;
  private readonly found: Fault[] = [];
  private readonly open: Open[] = [];
  private values = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
    this.scanner = createScanner(text, true);
  }

  /** What JSON itself lets pass; throws at once where a bound is passed. */
  faults(): Fault[] {
    for (let first = this.next(); first !== undefined; first = this.next()) this.token(first);
    return this.found;
  }

  /** The first letter of the next token, by which they are told apart. */
  private next(): string | undefined {
    this.scanner.scan();
    return this.text[this.scanner.getTokenOffset()];
  }

  private token(first: string): void {
    const around = this.open.at(-1);
    if (first === '}' || first === ']') this.open.pop();
    else if (first === ',') {
      if (typeof around?.key === 'number') around.key += 1;
      else if (around) around.named = true;
    } else if (first === '"' && around?.names && around.named) this.name(around, around.names);
    else if (first !== ':') this.value(first);
  }

  private name(around: Open, names: Set<string>): void {
    const name = this.scanner.getTokenValue();
    if (name.length > BOUNDS.name) this.limit(`Um nome tem mais de ${BOUNDS.name} letras.`);
    Object.assign(around, { key: name, named: false });
    if (names.has(name)) this.fault(`${shown(name)} está duas vezes no mesmo objeto.`);
    names.add(name);
  }

  private value(first: string): void {
    this.values += 1;
    if (this.values > BOUNDS.values) this.limit(`O documento tem mais de ${numeral(BOUNDS.values)} elementos.`);
    if (first === '{') this.open.push({ names: new Set(), key: '', named: true });
    else if (first === '[') this.open.push({ key: 0, named: false });
    else if (/[-\d]/.test(first) && !Number.isFinite(Number(this.scanner.getTokenValue()))) {
      this.fault('O número é grande demais.');
    }
    if (this.open.length > BOUNDS.depth) this.limit(`O documento tem mais de ${BOUNDS.depth} níveis.`);
  }

  private fault(message: string): void {
    const offset = this.scanner.getTokenOffset();
    if (this.found.length < BOUNDS.findings) {
      this.found.push({ kind: 'text', message, offset, path: this.open.map(({ key }) => key) });
    }
  }

  private limit(message: string): never {
    throw new Unreadable({ kind: 'limit', message, offset: this.scanner.getTokenOffset() });
  }
}
