import type { Guides } from '../guides.ts';
import { asList, isObject, type JsonObject } from '../json.ts';
import { type ElementNode, treeOf } from '../profile-tree.ts';
import { parseElements } from './element.ts';
import { FHIR, XHTML } from './namespaces.ts';

/** Writes a resource as FHIR XML; elements in the order of the base specification where that knows the type, else as they are given. */
export function writeXml(resource: JsonObject, guides: Guides): string {
  const written = new Writing(guides).resource(resource, ` xmlns="${FHIR}"`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${written}`;
}

/** Writes a property of a resource alone, without its namespace. */
export function xmlProperty(guides: Guides): (name: string, value: unknown) => string {
  const writing = new Writing(guides);
  return (name, value) => writing.property({ [name]: value }, name, undefined);
}

class Writing {
  private readonly guides: Guides;

  constructor(guides: Guides) {
    this.guides = guides;
  }

  resource(resource: JsonObject, attributes = ''): string {
    const { resourceType, ...others } = resource;
    const type = String(resourceType);
    const known = this.guides.type(type);
    return tag(type, attributes, this.children(others, known && treeOf(known)));
  }

  private children(object: JsonObject, node: ElementNode | undefined): string {
    return this.ordered(object, node)
      .map((name) => this.property(object, name, node))
      .join('');
  }

  /** The names of what an object has; what stands beside a primitive value goes with it. */
  private ordered(object: JsonObject, node: ElementNode | undefined): string[] {
    const names = [...new Set(Object.keys(object).map((name) => name.replace(/^_/, '')))];
    const order = [...(node?.children.keys() ?? [])];
    const placeOf = (name: string) => {
      const place = order.findIndex(
        (one) => one === name || (one.endsWith('[x]') && name.startsWith(one.slice(0, -3))),
      );
      return place < 0 ? order.length : place;
    };
    return names.sort((one, other) => placeOf(one) - placeOf(other));
  }

  property(object: JsonObject, name: string, node: ElementNode | undefined): string {
    const [values, beside] = [asItems(object[name]), asItems(object[`_${name}`])];
    const below = this.below(node, name);
    return Array.from({ length: Math.max(values.length, beside.length) }, (_one, place) =>
      this.element(name, values[place], beside[place], below),
    ).join('');
  }

  private element(name: string, value: unknown, beside: unknown, node: ElementNode | undefined): string {
    if (isObject(value)) {
      if (typeof value.resourceType === 'string') return tag(name, '', this.resource(value));
      return this.object(name, value, node, '');
    }
    if (name === 'div' && typeof value === 'string') return narrative(value);
    const written = value === null || value === undefined ? '' : ` value="${escaped(String(value))}"`;
    if (isObject(beside)) return this.object(name, beside, undefined, written);
    return written === '' ? '' : tag(name, written, '');
  }

  /** Ids of what is no resource, and extensions' addresses, are attributes. */
  private object(name: string, object: JsonObject, node: ElementNode | undefined, written: string): string {
    const isExtension = name === 'extension' || name === 'modifierExtension';
    const { id, url, ...others } = object;
    const ofAttributes = [
      ...(typeof id === 'string' ? [` id="${escaped(id)}"`] : []),
      ...(isExtension && typeof url === 'string' ? [` url="${escaped(url)}"`] : []),
    ].join('');
    const rest = { ...others, ...(!isExtension && url !== undefined && { url }) };
    return tag(name, `${ofAttributes}${written}`, this.children(rest, node));
  }

  private below(node: ElementNode | undefined, name: string): ElementNode | undefined {
    const child = node?.children.get(name);
    if (child && child.children.size > 0) return child;
    const choice = [...(node?.children.values() ?? [])].find(
      (one) => one.name.endsWith('[x]') && name.startsWith(one.name.slice(0, -3)),
    );
    const type = child?.rule.types?.[0]?.code ?? (choice && name.slice(choice.name.length - 3)) ?? '';
    const known = this.guides.type(type);
    return known && treeOf(known);
  }
}

function asItems(value: unknown): unknown[] {
  return Array.isArray(value) ? value : asList(value);
}

function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
}

/** A narrative as it is; what is no XHTML as text in one, for it would break all around it. */
function narrative(value: string): string {
  try {
    const { children } = parseElements(`<text xmlns="${FHIR}">${value}</text>`);
    if (children.length === 1 && children[0]?.narrative === value) return value;
  } catch {
    // Told below.
  }
  return `<div xmlns="${XHTML}">${escaped(value)}</div>`;
}

/** Letters that XML has not become a question mark. */
function escaped(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFC}\u{10000}-\u{10FFFF}]/gu, '?')
    .replaceAll(/[&<>"\t\n\r]/g, (letter) => ENTITIES[letter] ?? letter);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};
