import type { ElementRule, TypeRule } from '../guide.ts';
import type { Guides } from '../guides.ts';
import type { JsonObject } from '../json.ts';
import { isPrimitive, jsonOf } from '../primitives.ts';
import { type ElementNode, treeOf } from '../profile-tree.ts';
import type { ReadText } from '../read-text.ts';
import { parseElements, type XmlElement } from './element.ts';

type Path = readonly (string | number)[];

/** Reads FHIR XML as what JSON has of the same: lists, numbers and truths by the base specification's types. */
export function readXml(text: string, guides: Guides): ReadText {
  const root = parseElements(text);
  const convert = (marks?: Map<string, number>) => new Conversion(guides, marks).resource(root, []);
  let marks: Map<string, number> | undefined;
  return {
    resource: convert(),
    offsetOf(path) {
      if (!marks) {
        marks = new Map();
        convert(marks);
      }
      for (let length = path.length; length > 0; length--) {
        const offset = marks.get(path.slice(0, length).join('/'));
        if (offset !== undefined) return offset;
      }
      return root.offset;
    },
  };
}

/** What the base specification says of an element. */
interface Known {
  rule?: ElementRule;
  type?: TypeRule;
  /** What it says of what is below. */
  below?: ElementNode;
}

class Conversion {
  private readonly guides: Guides;
  private readonly marks: Map<string, number> | undefined;

  constructor(guides: Guides, marks: Map<string, number> | undefined) {
    this.guides = guides;
    this.marks = marks;
  }

  resource(element: XmlElement, path: Path): JsonObject {
    return { resourceType: element.name, ...this.object(element, this.treeOfType(element.name), path) };
  }

  private object(element: XmlElement, node: ElementNode | undefined, path: Path): JsonObject {
    const object: JsonObject = { ...element.attributes };
    for (const [name, children] of Map.groupBy(element.children, (child) => child.name)) {
      this.property(object, name, children, this.known(node, name), [...path, name]);
    }
    return object;
  }

  /** All elements of a name: one value, or a list of them. */
  private property(object: JsonObject, name: string, elements: XmlElement[], known: Known, path: Path): void {
    const list = known.rule?.list || elements.length > 1;
    const places = elements.map((_one, place) => (list ? [...path, place] : path));
    const [first] = elements;
    if (list && first) this.marks?.set(path.join('/'), first.offset);
    const values = elements.map((element, place) => {
      const at = places[place] ?? path;
      this.marks?.set(at.join('/'), element.offset);
      return this.value(element, known, at);
    });
    object[name] = list ? values.map(({ value }) => value ?? null) : values[0]?.value;
    if (values.every(({ more }) => !more)) return;
    object[`_${name}`] = list ? values.map(({ more }) => more ?? null) : values[0]?.more;
    if (values.every(({ value }) => value === undefined)) delete object[name];
  }

  /** A value, and of a primitive one what stands beside it: its id and extensions. */
  private value(element: XmlElement, known: Known, path: Path): { value: unknown; more?: JsonObject } {
    const { children, attributes, narrative } = element;
    const [inner] = children;
    if (narrative !== undefined) return { value: narrative };
    const holdsResource =
      known.type?.code === 'Resource' || (!known.type && !known.below && /^[A-Z]/.test(inner?.name ?? ''));
    if (holdsResource && inner && children.length === 1) return { value: this.resource(inner, path) };
    const isValue = known.type ? isPrimitive(known.type.code) : 'value' in attributes || !known.below;
    if (!isValue || (!known.type && children.length > 0)) return { value: this.object(element, known.below, path) };
    const { value, ...beside } = attributes;
    const more = this.object({ ...element, attributes: beside }, this.treeOfType('Element'), path);
    const some = Object.keys(more).length > 0;
    return {
      // What has neither is an empty text, as JSON would have to have it.
      value: value === undefined ? (some ? undefined : '') : jsonOf(known.type?.code ?? 'string', value),
      ...(some && { more }),
    };
  }

  private known(node: ElementNode | undefined, name: string): Known {
    const exact = node?.children.get(name);
    if (exact) return this.knownAs(exact, exact.rule.types?.[0]);
    for (const choice of node?.children.values() ?? []) {
      const stem = choice.name.endsWith('[x]') ? choice.name.slice(0, -3) : undefined;
      if (stem === undefined || !name.startsWith(stem)) continue;
      const ending = name.slice(stem.length).toLowerCase();
      const type = choice.rule.types?.find(({ code }) => code.toLowerCase() === ending);
      if (type) return this.knownAs(choice, type);
    }
    return {};
  }

  private knownAs(node: ElementNode, type: TypeRule | undefined): Known {
    const below = node.children.size > 0 ? node : this.treeOfType(type?.code ?? '');
    return { rule: node.rule, ...(type && { type }), ...(below && { below }) };
  }

  private treeOfType(name: string): ElementNode | undefined {
    const profile = this.guides.type(name);
    return profile && treeOf(profile);
  }
}
