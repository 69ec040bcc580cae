import { codingsOf } from './codings.ts';
import { correctedCoding } from './corrections/coding.ts';
import { missingElement, otherChoice, tooManyElements, unknownElement, withPattern } from './corrections/element.ts';
import { remove, replace } from './corrections/patch.ts';
import { correctedPrimitive } from './corrections/primitive.ts';
import type { Document } from './document.ts';
import { type Value, valuesOf } from './element-values.ts';
import type { Place } from './finding.ts';
import type { Findings } from './findings.ts';
import type { ElementRule, TypeRule } from './guide.ts';
import { type Guides, urlOfType } from './guides.ts';
import { holds } from './invariants.ts';
import { equals, hasPattern, isNothing, isObject, type JsonObject } from './json.ts';
import { namedProfiles } from './named-profiles.ts';
import { isPrimitive, primitiveFault } from './primitives.ts';
import { type ElementNode, treeOf } from './profile-tree.ts';
import { referenceFault } from './references.ts';
import { partsOf, sliceOf } from './slices.ts';
import { howMany, number, shown } from './words.ts';

/** What holds where one is. */
interface Scope {
  /** The profile whose rules are read. */
  profile: string;
  /** The resource around it, and its place. */
  resource: JsonObject;
}

/** Judges a document by the profiles of its resources. */
export class Judging {
  private readonly judged = new Set<JsonObject>();
  readonly guides: Guides;
  readonly document: Document;
  private readonly findings: Findings;

  constructor(guides: Guides, document: Document, findings: Findings) {
    this.guides = guides;
    this.document = document;
    this.findings = findings;
  }

  /** By every profile that it names, or by its type where it names none. */
  resource(resource: JsonObject, place: Place): void {
    // One that stands in several others' rules would be judged for each of them, and what is in it for each of its own.
    if (this.judged.has(resource)) return;
    this.judged.add(resource);
    const type = String(resource.resourceType);
    if (!this.guides.type(type)) {
      this.find(
        'type',
        place,
        urlOfType('Resource'),
        `${shown(type).slice(1, -1)} não é um recurso que a RNDS conhece.`,
      );
      return;
    }
    const { known, faults } = namedProfiles(resource, place, this.guides);
    for (const fault of faults) this.find('profile', place.to('meta', 'profile'), fault.url, fault.message, fault);
    for (const url of known.length > 0 ? known : [urlOfType(type)]) this.byProfile(resource, url, place, resource);
  }

  private byProfile(value: JsonObject, url: string, place: Place, resource: JsonObject): void {
    const profile = this.guides.profile(url);
    if (!profile) return;
    const root = treeOf(profile);
    this.children(value, root, place, { profile: url, resource });
    this.invariants(value, root.rule, place, { profile: url, resource });
  }

  private children(object: JsonObject, node: ElementNode, place: Place, scope: Scope): void {
    if (Object.keys(object).length === 0) {
      this.empty(place, scope);
      return;
    }
    const known = new Set(['resourceType']);
    for (const child of node.children.values()) {
      const values = valuesOf(object, child, place, known);
      this.element(child, values, place, scope);
    }
    for (const [key, value] of Object.entries(object)) {
      if (Array.isArray(value) && value.length === 0) this.empty(place.to(key), scope);
      if (known.has(key)) continue;
      if (key.startsWith('_') && known.has(key.slice(1))) {
        this.beside(value, place.to(key), scope);
        continue;
      }
      const expected = [...node.children.keys()].join(', ');
      const patch = unknownElement(object, key, node, place);
      this.find('unknown-element', place.to(key), scope.profile, `${key} não existe aqui.`, {
        expected: `um destes: ${expected}`,
        patch,
      });
    }
  }

  /** What stands beside a primitive value: its id and extensions. */
  private beside(value: unknown, place: Place, scope: Scope): void {
    const element = this.guides.type('Element');
    const items = Array.isArray(value)
      ? value.map((one, at) => [one, place.to(at)] as const)
      : [[value, place] as const];
    for (const [one, at] of items) {
      if (isObject(one) && element) this.children(one, treeOf(element), at, scope);
      else if (one !== null || items.length === 1)
        this.find('type', at, scope.profile, `O valor ${shown(one)} não serve: é esperado um objeto.`);
    }
  }

  private empty(place: Place, { profile }: Scope): void {
    const patch = place.keys.length > 0 ? remove(place.keys) : undefined;
    this.find('empty', place, profile, 'O elemento está vazio.', { expected: 'um valor, ou nada', patch });
  }

  /** All values that an object has of one element. */
  private element(node: ElementNode, values: Value[], above: Place, scope: Scope): void {
    const { rule, name } = node;
    const [first] = values;
    const place = first?.place ?? above.to(name.replace('[x]', ''));
    const property = first && rule.list ? above.to(String(first.place.keys[above.keys.length])) : place;
    this.cardinality(node, values, property, above, scope);
    if (first?.alone && rule.list && first.value !== null) {
      const more = { expected: 'uma lista', patch: replace(place.keys, [first.value]) };
      this.find('type', place, scope.profile, `${name} é uma lista: o valor vem entre colchetes.`, more);
    }
    const counts = new Map<string, number>();
    for (const value of values.flatMap((one) => partsOf(node, one, this))) {
      const found = node.slices.size > 0 ? sliceOf(node, value.value, value.type, this) : undefined;
      if (found) counts.set(found[0], (counts.get(found[0]) ?? 0) + 1);
      else if (node.slices.size > 0 && rule.slicing?.closed) {
        const message = `${name} tem um valor que não é nenhum dos previstos: ${[...node.slices.keys()].join(', ')}.`;
        this.find('slice', value.place, scope.profile, message, {
          expected: `um destes: ${[...node.slices.keys()].join(', ')}`,
        });
      }
      this.value(found?.[1] ?? node, node, value, scope);
    }
    // What is not there at all was told already.
    if (values.length === 0 && rule.min > 0) return;
    for (const [slice, { rule: ofSlice }] of node.slices) {
      const count = counts.get(slice) ?? 0;
      if (count < ofSlice.min || (ofSlice.max !== null && count > ofSlice.max)) {
        this.find('slice', place, scope.profile, `${name}: ${howMany(ofSlice, count)} de ${slice}.`, {
          expected: `${number(ofSlice)} de ${slice}`,
        });
      }
    }
  }

  private cardinality(node: ElementNode, values: Value[], property: Place, above: Place, { profile }: Scope): void {
    const { rule, name } = node;
    const isTooMany = rule.max !== null && values.length > rule.max;
    if (values.length >= rule.min && !isTooMany) return;
    const patch = isTooMany ? tooManyElements(rule, values, property) : missingElement(node, above);
    this.find('cardinality', property, profile, `${name}: ${howMany(rule, values.length)}.`, {
      expected: number(rule),
      patch,
    });
  }

  private value(node: ElementNode, unsliced: ElementNode, found: Value, scope: Scope): void {
    const { value, whole = value, place, type } = found;
    const { rule } = node;
    const types = rule.types ?? unsliced.rule.types ?? [];
    const only = types.length === 1 ? types[0] : undefined;
    const typeRule = type === undefined ? only : types.find(({ code }) => code === type);
    const code = type ?? typeRule?.code;
    if (type !== undefined && !typeRule) {
      const expected = types.map((one) => one.code).join(' ou ');
      const patch = otherChoice(found, unsliced.name, types);
      this.find('type', place, scope.profile, `O valor é do tipo ${type}; é esperado ${expected}.`, {
        expected,
        patch,
      });
      return;
    }
    if (code === undefined && node.children.size === 0 && unsliced.children.size === 0) return;
    if (code !== undefined && isPrimitive(code)) {
      const fault = primitiveFault(code, value);
      if (fault) {
        const meant = correctedPrimitive(code, value);
        const patch =
          meant !== undefined ? replace(place.keys, meant) : isNothing(value) ? remove(place.keys) : undefined;
        this.find('value', place, scope.profile, `O valor ${shown(value)} não serve: é esperado ${fault}.`, {
          expected: fault,
          patch,
        });
        return;
      }
    } else if (!isObject(value)) {
      const expected = `um objeto${code ? ` ${code}` : ''}`;
      const patch = isNothing(value) ? remove(place.keys) : undefined;
      this.find('type', place, scope.profile, `O valor ${shown(value)} não serve: é esperado ${expected}.`, {
        expected,
        patch,
      });
      return;
    }
    this.expected(rule, value, place, scope);
    // Of a choice between a code and a measure it is the code that is bound.
    const isBound = code !== 'Quantity' || (unsliced.rule.types?.length ?? 0) < 2;
    if (isBound) this.binding(rule.binding, value, place, scope);
    if (!isObject(value)) return;
    if (code === 'Resource' || code === undefined ? 'resourceType' in value : this.guides.isResource(code)) {
      if (code !== undefined && !this.isOfType(value, code, place, scope)) return;
      this.resource(value, place);
      if (code === 'Resource' || code === undefined) return;
    }
    if (code === 'Reference' || code === 'canonical') this.reference(typeRule, value, place, scope);
    this.below(node, unsliced, typeRule, value, place, scope);
    this.invariants(isObject(whole) ? whole : value, rule, place, scope);
  }

  private isOfType({ resourceType }: JsonObject, code: string, place: Place, { profile }: Scope): boolean {
    if (typeof resourceType === 'string' && (code === 'Resource' || code === resourceType)) return true;
    const message = `O recurso é ${shown(resourceType)}; é esperado ${code === 'Resource' ? 'o nome do seu tipo' : code}.`;
    this.find('type', place.to('resourceType'), profile, message, { expected: code });
    return false;
  }

  /** What its own element says of what lies below, or its type's profile, or the type. */
  private below(
    node: ElementNode,
    unsliced: ElementNode,
    type: TypeRule | undefined,
    value: JsonObject,
    place: Place,
    scope: Scope,
  ): void {
    const [profile] = type?.profiles ?? [];
    if (profile !== undefined && this.guides.profile(profile)) this.byProfile(value, profile, place, scope.resource);
    if (node.children.size > 0) {
      this.children(value, node, place, scope);
      return;
    }
    if (profile !== undefined && this.guides.profile(profile)) return;
    if (unsliced.children.size > 0) {
      this.children(value, unsliced, place, scope);
      return;
    }
    const base = this.guides.type(type?.code ?? '');
    if (base) this.children(value, treeOf(base), place, scope);
  }

  private expected({ fixed, pattern }: ElementRule, value: unknown, place: Place, { profile }: Scope): void {
    if (fixed !== undefined && !equals(value, fixed)) {
      const message = `O valor ${shown(value)} não serve: é esperado exatamente ${shown(fixed)}.`;
      this.find('fixed', place, profile, message, { expected: shown(fixed), patch: replace(place.keys, fixed) });
    }
    if (pattern !== undefined && !hasPattern(value, pattern)) {
      const message = `O valor ${shown(value)} não serve: deve ter ${shown(pattern)}.`;
      const patch = replace(place.keys, withPattern(value, pattern));
      this.find('fixed', place, profile, message, { expected: shown(pattern), patch });
    }
  }

  private binding(
    { strength, valueSet = '' }: Partial<NonNullable<ElementRule['binding']>> = {},
    value: unknown,
    place: Place,
    scope: Scope,
  ): void {
    if (strength !== 'required' || (isObject(value) && 'reference' in value)) return;
    const { terminology } = this.guides;
    const codings = codingsOf(value);
    // A text alone is no code: where one is required, it does not do.
    const memberships = codings.map(({ system, code }) => terminology.isIn(valueSet, system, code));
    if (memberships.some((one) => one !== 'out')) return;
    const told =
      codings.map(({ system, code }) => (system ? `${code} (${system})` : code)).join(', ') || 'nenhum código';
    const few = terminology.few(valueSet);
    this.find('code', place, scope.profile, `${told} não está entre os códigos aceitos: ${valueSet}.`, {
      expected: few ? `um destes: ${few.join(', ')}` : `um código de ${valueSet}`,
      patch: correctedCoding(value, place.keys, valueSet, terminology),
    });
  }

  private reference(rule: TypeRule | undefined, value: JsonObject, place: Place, { profile }: Scope): void {
    const { reference } = value;
    if (typeof reference !== 'string' || reference.startsWith('#')) return;
    const at = place.to('reference');
    const fault = referenceFault(reference, rule?.targets ?? [], at, this);
    if (fault) this.find('reference', at, profile, fault.message, fault);
  }

  private invariants(value: JsonObject, { invariants = [] }: ElementRule, place: Place, scope: Scope): void {
    for (const invariant of invariants) {
      if (holds(invariant, value, scope.resource)) continue;
      const { key, expression } = invariant;
      const message = `A regra ${key} não é cumprida: ${expression}`;
      this.find('invariant', place, scope.profile, message, { rule: key, expected: expression });
    }
  }

  private find(...finding: Parameters<Findings['find']>): void {
    this.findings.find(...finding);
  }
}
