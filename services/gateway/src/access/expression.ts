import type { DirectiveNode, FieldNode } from 'graphql';
import { type ArgumentNode, Kind, type ValueNode, type VariableDefinitionNode } from 'graphql';
import type { Slicing } from './field-cost.ts';

/** The values that an operation's text leaves open, as they came: GraphQL itself has not looked at them yet. */
export type Variables = Readonly<Record<string, unknown>>;

/** A number, or how it follows from the variables. */
export type Expression = number | ((variables: Variables) => number);

export function plus(left: Expression, right: Expression): Expression {
  if (left === 0) return right;
  if (right === 0) return left;
  if (typeof left === 'number' && typeof right === 'number') return left + right;
  return (variables) => evaluate(left, variables) + evaluate(right, variables);
}

export function times(left: Expression, right: Expression): Expression {
  if (left === 0 || right === 0) return 0;
  if (left === 1) return right;
  if (right === 1) return left;
  if (typeof left === 'number' && typeof right === 'number') return left * right;
  return (variables) => {
    const factor = evaluate(left, variables);
    // Zero times what grew beyond all numbers is still nothing.
    return factor === 0 ? 0 : factor * evaluate(right, variables);
  };
}

export function evaluate(expression: Expression, variables: Variables): number {
  return typeof expression === 'number' ? expression : expression(variables);
}

/** Worked out once for each set of variables, however often it is used: a fragment's time stays linear. */
export function shared(expression: Expression): Expression {
  if (typeof expression === 'number') return expression;
  const known = new WeakMap<Variables, number>();
  return (variables) => {
    const before = known.get(variables);
    if (before !== undefined) return before;
    const value = expression(variables);
    known.set(variables, value);
    return value;
  };
}

/** The variables' own defaults, by name. */
export type Defaults = ReadonlyMap<string, ValueNode>;

/** The defaults that an operation gives its variables. */
export function defaultsOf(definitions: readonly VariableDefinitionNode[] | undefined): Defaults {
  const given = (definitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, defaultValue] as const] : [],
  );
  return new Map(given);
}

/** How many items a field's argument asks for. What is no number is refused when the operation begins. */
export function sizeOf({ argument, assumed }: Slicing, field: FieldNode, defaults: Defaults): Expression {
  const given = argumentNamed(field.arguments, argument);
  if (!given) return assumed;
  if (given.kind !== Kind.VARIABLE) return sizeOfLiteral(given, assumed);
  const name = given.name.value;
  const preset = defaults.get(name);
  const absent = preset ? sizeOfLiteral(preset, assumed) : assumed;
  return (variables) => {
    const value = Object.hasOwn(variables, name) ? variables[name] : undefined;
    return value === undefined ? absent : sizeOfNumber(value, assumed);
  };
}

function sizeOfLiteral(value: ValueNode, assumed: number): number {
  return value.kind === Kind.INT ? sizeOfNumber(Number(value.value), assumed) : assumed;
}

function sizeOfNumber(value: unknown, assumed: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : assumed;
}

/** 0 where @skip or @include take a selection out, else 1. */
export function presence(directives: readonly DirectiveNode[] | undefined, defaults: Defaults): Expression {
  let present: Expression = 1;
  for (const directive of directives ?? []) {
    const value = argumentNamed(directive.arguments, 'if');
    const out = { skip: true, include: false }[directive.name.value];
    if (out === undefined || !value) continue;
    present = times(present, absentWhen(value, out, defaults));
  }
  return present;
}

function absentWhen(value: ValueNode, out: boolean, defaults: Defaults): Expression {
  if (value.kind !== Kind.VARIABLE) return isBoolean(value, out) ? 0 : 1;
  const name = value.name.value;
  const preset = defaults.get(name);
  const unsaid = preset && isBoolean(preset, out) ? 0 : 1;
  return (variables) => {
    const said = Object.hasOwn(variables, name) ? variables[name] : undefined;
    if (said === undefined) return unsaid;
    return said === out ? 0 : 1;
  };
}

function isBoolean(value: ValueNode, wanted: boolean): boolean {
  return value.kind === Kind.BOOLEAN && value.value === wanted;
}

function argumentNamed(given: readonly ArgumentNode[] | undefined, name: string): ValueNode | undefined {
  return given?.find((one) => one.name.value === name)?.value;
}
