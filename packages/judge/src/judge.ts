import { BOUNDS, numeral } from './bounds.ts';
import { withoutVersion } from './canonical.ts';
import { codingsOf, namesProfile } from './codings.ts';
import { Document } from './document.ts';
import { type Value, valuesOf } from './element-values.ts';
import { type Finding, type FindingKind, Place } from './finding.ts';
import type { ElementRule, TypeRule } from './guide.ts';
import { type Guides, isBase, urlOfType } from './guides.ts';
import { holds } from './invariants.ts';
import { asList, equals, hasPattern, isObject, type JsonObject } from './json.ts';
import { isPrimitive, primitiveFault } from './primitives.ts';
import { type ElementNode, treeOf } from './profile-tree.ts';
import { RNDS_RULES } from './rnds-rules/index.ts';
import { RndsDocument } from './rnds-rules/rnds-document.ts';
import { isMadeBy, partsOf, sliceOf } from './slices.ts';
import { howMany, shown } from './words.ts';

/**
 * Judges a resource, and all that stand in it, by the profiles that they name, and a Bundle by the RNDS's own rules as well;
 * answers with everything that is wrong. `now` is when it is received.
 */
export function judge(resource: unknown, guides: Guides, now: Date): Finding[] {
  if (!isObject(resource) || typeof resource.resourceType !== 'string') {
    const message = 'O documento não é um recurso FHIR: falta resourceType.';
    return [{ kind: 'type', expression: '$this', path: [], message, profile: urlOfType('Resource') }];
  }
  const judging = new Judging(guides, new Document(resource), resource.resourceType);
  try {
    judging.resource(resource, new Place([]));
    if (resource.resourceType === 'Bundle') judging.rndsRules(new RndsDocument(resource, now));
  } catch (cause) {
    if (!(cause instanceof EnoughFound)) throw cause;
  }
  return judging.findings;
}

/** No more is looked for. */
class EnoughFound extends Error {}

/** What holds where one is. */
interface Scope {
  /** The profile whose rules are read. */
  profile: string;
  /** The resource around it, and its place. */
  resource: JsonObject;
}

class Judging {
  readonly findings: Finding[] = [];
  private readonly found = new Set<string>();
  private readonly judged = new Set<JsonObject>();

  readonly guides: Guides;
  readonly document: Document;
  private readonly root: string;

  constructor(guides: Guides, document: Document, root: string) {
    this.guides = guides;
    this.document = document;
    this.root = root;
  }

  rndsRules(document: RndsDocument): void {
    for (const { code, broken } of RNDS_RULES) {
      for (const { path, message } of broken(document)) this.find('rnds', new Place(path), '', message, code);
    }
  }

  /** By every profile that it names, or by its type where it names none. */
  resource(resource: JsonObject, place: Place): void {
    // One that stands in several others' rules would be judged for each of them, and what is in it for each of its own.
    if (this.judged.has(resource)) return;
    this.judged.add(resource);
    const type = String(resource.resourceType);
    if (!this.guides.type(type)) {
      this.find('type', place, urlOfType('Resource'), `${type} não é um recurso que a RNDS conhece.`);
      return;
    }
    const named = isObject(resource.meta) ? asList(resource.meta.profile).map(String) : [];
    const known = [...new Set(named.filter((url) => this.guides.profile(url)).map(withoutVersion))];
    for (const url of named.filter((one) => !this.guides.profile(one))) {
      this.find(
        'profile',
        place.to('meta', 'profile'),
        url,
        `O perfil ${url} não é conhecido, ou é de uma versão aposentada.`,
      );
    }
    for (const url of known) {
      if (this.guides.typeOf(url) !== type) {
        this.find('profile', place.to('meta', 'profile'), url, `O perfil ${url} não é de ${type}.`);
      }
    }
    const judgedBy = known.filter((url) => this.guides.typeOf(url) === type);
    for (const url of judgedBy.length > 0 ? judgedBy : [urlOfType(type)])
      this.byProfile(resource, url, place, resource);
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
      this.find('empty', place, scope.profile, 'O elemento está vazio.');
      return;
    }
    const known = new Set(['resourceType']);
    for (const child of node.children.values()) {
      const values = valuesOf(object, child, place, known);
      this.element(child, values, place, scope);
    }
    for (const key of Object.keys(object)) {
      if (known.has(key) || (key.startsWith('_') && known.has(key.slice(1)))) continue;
      this.find('unknown-element', place.to(key), scope.profile, `${key} não existe aqui.`);
    }
  }

  /** All values that an object has of one element. */
  private element(node: ElementNode, values: Value[], above: Place, scope: Scope): void {
    const { rule, name } = node;
    const [first] = values;
    const place = first?.place ?? above.to(name.replace('[x]', ''));
    this.cardinality(
      rule,
      name,
      values.length,
      first && rule.list ? above.to(String(first.place.keys[above.keys.length])) : place,
      scope,
    );
    if (first?.alone && rule.list && first.value !== null) {
      this.find('type', place, scope.profile, `${name} é uma lista: o valor vem entre colchetes.`);
    }
    const counts = new Map<string, number>();
    for (const value of values.flatMap((one) => partsOf(node, one, this))) {
      const found = node.slices.size > 0 ? sliceOf(node, value.value, value.type, this) : undefined;
      if (found) counts.set(found[0], (counts.get(found[0]) ?? 0) + 1);
      else if (node.slices.size > 0 && rule.slicing?.closed) {
        const message = `${name} tem um valor que não é nenhum dos previstos: ${[...node.slices.keys()].join(', ')}.`;
        this.find('slice', value.place, scope.profile, message);
      }
      this.value(found?.[1] ?? node, node, value, scope);
    }
    // What is not there at all was told already.
    if (values.length === 0 && rule.min > 0) return;
    for (const [slice, { rule: ofSlice }] of node.slices) {
      const count = counts.get(slice) ?? 0;
      if (count < ofSlice.min || (ofSlice.max !== null && count > ofSlice.max)) {
        this.find('slice', place, scope.profile, `${name}: ${howMany(ofSlice, count)} de ${slice}.`);
      }
    }
  }

  private cardinality(rule: ElementRule, name: string, count: number, place: Place, { profile }: Scope): void {
    if (count < rule.min || (rule.max !== null && count > rule.max)) {
      this.find('cardinality', place, profile, `${name}: ${howMany(rule, count)}.`);
    }
  }

  private value(
    node: ElementNode,
    unsliced: ElementNode,
    { value, whole = value, place, type }: Value,
    scope: Scope,
  ): void {
    const { rule } = node;
    const types = rule.types ?? unsliced.rule.types ?? [];
    const only = types.length === 1 ? types[0] : undefined;
    const typeRule = type === undefined ? only : types.find(({ code }) => code === type);
    const code = type ?? typeRule?.code;
    if (type !== undefined && !typeRule) {
      const expected = types.map((one) => one.code).join(' ou ');
      this.find('type', place, scope.profile, `O valor é do tipo ${type}; é esperado ${expected}.`);
      return;
    }
    if (code === undefined && node.children.size === 0 && unsliced.children.size === 0) return;
    if (code !== undefined && isPrimitive(code)) {
      const fault = primitiveFault(code, value);
      if (fault) {
        this.find('value', place, scope.profile, `O valor ${shown(value)} não serve: é esperado ${fault}.`);
        return;
      }
    } else if (!isObject(value)) {
      this.find(
        'type',
        place,
        scope.profile,
        `O valor ${shown(value)} não serve: é esperado um objeto${code ? ` ${code}` : ''}.`,
      );
      return;
    }
    this.expected(rule, value, place, scope);
    if (rule.binding) this.binding(rule.binding, value, place, scope);
    if (!isObject(value)) return;
    if (typeof value.resourceType === 'string' && (code === 'Resource' || code === undefined)) {
      this.resource(value, place);
      return;
    }
    if (code === 'Reference' || code === 'canonical') this.reference(typeRule, value, place, scope);
    this.below(node, unsliced, typeRule, value, place, scope);
    this.invariants(isObject(whole) ? whole : value, rule, place, scope);
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
      this.find('fixed', place, profile, `O valor ${shown(value)} não serve: é esperado exatamente ${shown(fixed)}.`);
    }
    if (pattern !== undefined && !hasPattern(value, pattern)) {
      this.find('fixed', place, profile, `O valor ${shown(value)} não serve: deve ter ${shown(pattern)}.`);
    }
  }

  private binding(
    { strength, valueSet }: NonNullable<ElementRule['binding']>,
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
    this.find('code', place, scope.profile, `${told} não está entre os códigos aceitos: ${valueSet}.`);
  }

  private reference(rule: TypeRule | undefined, value: JsonObject, place: Place, { profile }: Scope): void {
    const { reference } = value;
    const { targets = [] } = rule ?? {};
    if (typeof reference !== 'string' || reference.startsWith('#')) return;
    const target = this.document.resolve(reference);
    if (!target) {
      if (!reference.startsWith('urn:')) return;
      this.find('reference', place.to('reference'), profile, `${reference} não está no documento.`);
      return;
    }
    if (targets.length === 0) return;
    const types = targets.map((url) => this.guides.typeOf(url));
    const [expectedProfile] = targets.filter((url) => this.guides.profile(url) && !isBase(url));
    if (expectedProfile !== undefined && types.includes(String(target.resourceType)) && !namesProfile(target)) {
      this.find(
        'reference',
        place.to('reference'),
        profile,
        `${reference} não diz o seu perfil em meta.profile: é esperado ${expectedProfile}.`,
      );
      return;
    }
    const right =
      targets.some((url) => isMadeBy(target, url, this.guides)) || types.some((one) => one === target.resourceType);
    if (right || types.includes(undefined)) return;
    const expected = [...new Set(types)].join(' ou ');
    this.find(
      'reference',
      place.to('reference'),
      profile,
      `${reference} é ${target.resourceType}; é esperado ${expected}.`,
    );
  }

  private invariants(value: JsonObject, { invariants = [] }: ElementRule, place: Place, scope: Scope): void {
    for (const invariant of invariants) {
      if (holds(invariant, value, scope.resource)) continue;
      const message = `A regra ${invariant.key} não é cumprida: ${invariant.expression}`;
      this.find('invariant', place, scope.profile, message, invariant.key);
    }
  }

  private find(kind: FindingKind, place: Place, profile: string, message: string, rule?: string): void {
    const expression = place.expression(this.root);
    // Two profiles of one resource may say the same.
    const key = `${expression} ${message}`;
    if (this.found.has(key)) return;
    this.found.add(key);
    if (this.findings.length === BOUNDS.findings) {
      const more = `Há mais de ${numeral(BOUNDS.findings)} problemas: os demais não foram procurados.`;
      this.findings.push({ kind: 'limit', expression: this.root, path: [], message: more, profile: '' });
      throw new EnoughFound();
    }
    const told = message.length > BOUNDS.message ? `${message.slice(0, BOUNDS.message)}…` : message;
    this.findings.push({
      kind,
      expression,
      path: place.keys,
      message: told,
      profile,
      ...(rule !== undefined && { rule }),
    });
  }
}
