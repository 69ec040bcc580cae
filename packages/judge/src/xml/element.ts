import { SaxesParser, type SaxesTagNS } from 'saxes';
import { BOUNDS, numeral } from '../bounds.ts';
import { Unreadable } from '../read-text.ts';
import { FHIR, XHTML } from './namespaces.ts';

/** An element of FHIR XML. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Letters from the start of the text to its `<`. */
  offset: number;
  /** Of a narrative its XHTML, as it was written. */
  narrative?: string;
}

/** Of the attributes of other namespaces these say nothing of the document. */
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** What the parser finds wrong, in Portuguese; the rest in general. */
const SYNTAX: readonly [RegExp, string][] = [
  [/unclosed tag|must contain a root|unexpected end/, 'falta o fim de um elemento.'],
  [/unexpected close tag|unmatched closing/, 'um elemento termina que não começou.'],
  [/entity/, 'a entidade não existe: só há &lt; &gt; &amp; &quot; e &apos;.'],
  [/duplicate attribute/, 'um atributo está duas vezes no mesmo elemento.'],
  [/namespace prefix/, 'o prefixo não tem namespace.'],
];

/** Reads the elements of FHIR XML: no document type, no entities of its own, no instructions, no other namespaces. */
export function parseElements(text: string): XmlElement {
  const reading = new Reading(text);
  return reading.root();
}

class Reading {
  private readonly parser = new SaxesParser({ xmlns: true });
  private readonly text: string;
  private readonly open: XmlElement[] = [];
  private first: XmlElement | undefined;
  /** How deep one is in a narrative. */
  private inNarrative = 0;
  private values = 0;

  constructor(text: string) {
    this.text = text;
    this.parser.on('error', ({ message }) => this.fault(`O texto não é XML: ${syntax(message)}`));
    this.parser.on('doctype', () => this.fault('Um DOCTYPE não é aceito: retire-o, com as suas entidades.'));
    this.parser.on('processinginstruction', () => this.fault('Uma instrução de processamento (<?…?>) não é aceita.'));
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding !== undefined && !/^utf-?8$/i.test(encoding))
        this.fault(`O texto deve estar em UTF-8, e não ${encoding}.`);
    });
    this.parser.on('attribute', () => this.count());
    this.parser.on('opentag', (tag) => this.opened(tag));
    this.parser.on('closetag', () => this.closed());
    this.parser.on('text', (words) => this.words(words));
    this.parser.on('cdata', (words) => this.words(words));
  }

  root(): XmlElement {
    this.parser.write(this.text).close();
    if (!this.first) this.fault('O texto não tem elemento nenhum.');
    return this.first;
  }

  private opened({ name, local, uri, attributes }: SaxesTagNS): void {
    this.count();
    if (name.length > BOUNDS.name) this.limit(`Um nome tem mais de ${BOUNDS.name} letras.`);
    if (this.open.length + this.inNarrative >= BOUNDS.depth)
      this.limit(`O documento tem mais de ${BOUNDS.depth} níveis.`);
    if (this.inNarrative > 0) {
      if (uri !== XHTML) this.fault(`Na narrativa só há XHTML (${XHTML}).`);
      this.inNarrative += 1;
      return;
    }
    const around = this.open.at(-1);
    const element: XmlElement = { name: local, attributes: {}, children: [], offset: this.start() };
    if (uri === XHTML && local === 'div' && around) {
      this.inNarrative = 1;
      this.open.push(element);
      around.children.push(element);
      return;
    }
    if (uri !== FHIR) this.fault(`O elemento ${local} não está no namespace de FHIR: xmlns="${FHIR}".`);
    for (const attribute of Object.values(attributes)) {
      if (attribute.uri === XSI || attribute.uri === XMLNS) continue;
      if (attribute.uri !== '') this.fault(`O atributo ${attribute.name} é de outro namespace.`);
      element.attributes[attribute.local] = attribute.value;
    }
    if (around) around.children.push(element);
    else this.first = element;
    this.open.push(element);
  }

  private closed(): void {
    if (this.inNarrative > 1) {
      this.inNarrative -= 1;
      return;
    }
    const element = this.open.pop();
    if (this.inNarrative === 1 && element) element.narrative = this.text.slice(element.offset, this.parser.position);
    this.inNarrative = 0;
  }

  private words(words: string): void {
    if (this.inNarrative > 0 || words.trim() === '') return;
    this.fault('Um texto está fora do atributo value: em FHIR XML todo valor vem em value="…".');
  }

  private count(): void {
    this.values += 1;
    if (this.values > 2 * BOUNDS.values) this.limit(`O documento tem mais de ${numeral(BOUNDS.values)} elementos.`);
  }

  /** Where the tag begins that was just read. */
  private start(): number {
    return this.text.lastIndexOf('<', this.parser.position - 1);
  }

  private fault(message: string): never {
    throw new Unreadable({ kind: 'text', message, offset: Math.max(0, this.start()) });
  }

  private limit(message: string): never {
    throw new Unreadable({ kind: 'limit', message, offset: Math.max(0, this.start()) });
  }
}

function syntax(message: string): string {
  return SYNTAX.find(([pattern]) => pattern.test(message))?.[1] ?? 'confira sinais de <, > e aspas.';
}
