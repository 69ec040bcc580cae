import fc from 'fast-check';
import { type DirectiveNode, type FieldNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { defaultsOf, evaluate, plus, presence, shared, sizeOf, times, type Variables } from './expression.ts';

const n = ({ n: value }: Variables) => Number(value);

function operation(text: string): OperationDefinitionNode {
  const [definition] = parse(text).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error('no operation');
  return definition;
}

describe('sums and products', () => {
  it('are those of numbers, with variables on either side', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (left, right) => {
        for (const [one, other] of [
          [left, right],
          [n, right],
          [left, ({ m }: Variables) => Number(m)],
          [n, ({ m }: Variables) => Number(m)],
        ] as const) {
          const variables = { n: left, m: right };
          expect(evaluate(plus(one, other), variables)).toBe(left + right);
          expect(evaluate(times(one, other), variables)).toBe(left * right);
        }
      }),
    );
  });

  it('are worked out once where the text says all, and ask no variable that does not count', () => {
    expect([plus(2, 3), times(2, 3)]).toEqual([5, 6]);
    expect([plus(0, n), plus(n, 0), times(1, n), times(n, 1)]).toEqual([n, n, n, n]);
    expect([times(0, n), times(n, 0)]).toEqual([0, 0]);
  });

  it('nothing times what grew beyond all numbers is nothing', () => {
    const endless = () => Number.POSITIVE_INFINITY;
    expect(evaluate(times(n, endless), { n: 0 })).toBe(0);
    expect(evaluate(times(n, endless), { n: 1 })).toBe(Number.POSITIVE_INFINITY);
  });

  it('what is shared is worked out once for the same variables', () => {
    let asked = 0;
    const counted = shared((variables) => {
      asked += 1;
      return n(variables);
    });
    const [first, other] = [{ n: 3 }, { n: 4 }];
    expect([first, first, other].map((variables) => evaluate(counted, variables))).toEqual([3, 3, 4]);
    expect(asked).toBe(2);
    expect(shared(7)).toBe(7);
  });
});

describe('how many items are asked for', () => {
  const slicing = { argument: 'first', assumed: 20 };
  function asked(text: string, variables: Variables = {}): number {
    const { selectionSet, variableDefinitions } = operation(text);
    const field = selectionSet.selections[0] as FieldNode;
    return evaluate(sizeOf(slicing, field, defaultsOf(variableDefinitions)), variables);
  }

  it.each([
    ['what the argument says', '{ a(first: 7) }', 7],
    ['of its arguments that one', '{ a(last: 3, first: 7) }', 7],
    ['none below zero', '{ a(first: -7) }', 0],
    ['what is assumed without it', '{ a(last: 3) }', 20],
    ['what is assumed without any', '{ a }', 20],
    ['what is assumed for null', '{ a(first: null) }', 20],
    ['what is assumed for a text', '{ a(first: "7") }', 20],
    ['what is assumed for a fraction', '{ a(first: 7.5) }', 20],
    ['the default of the variable', 'query ($f: Int = 5) { a(first: $f) }', 5],
    ['what is assumed where it has none', 'query ($f: Int) { a(first: $f) }', 20],
    ['what is assumed where that is null', 'query ($f: Int = null) { a(first: $f) }', 20],
  ])('is %s', (_what, text, expected) => {
    expect(asked(text)).toBe(expected);
  });

  it.each([
    [30, 30],
    [0, 0],
    [-1, 0],
    [null, 20],
    ['30', 20],
    [Number.NaN, 20],
    [Number.POSITIVE_INFINITY, 20],
    [undefined, 5],
  ])('is, of a variable that is %s, %s', (f, expected) => {
    expect(asked('query ($f: Int = 5) { a(first: $f) }', { f })).toBe(expected);
  });

  it('is never what an object has by its prototype', () => {
    expect(asked('query ($toString: Int = 5) { a(first: $toString) }')).toBe(5);
  });
});

describe('what directives leave', () => {
  function present(text: string, variables: Variables = {}): number {
    const { selectionSet, variableDefinitions } = operation(text);
    return evaluate(presence(selectionSet.selections[0]?.directives, defaultsOf(variableDefinitions)), variables);
  }

  it.each([
    ['{ a }', 1],
    ['{ a @skip(if: true) }', 0],
    ['{ a @skip(if: false) }', 1],
    ['{ a @include(if: true) }', 1],
    ['{ a @include(if: false) }', 0],
    ['{ a @include(if: true) @skip(if: true) }', 0],
    ['{ a @include(if: false) @skip(if: false) }', 0],
    ['{ a @defer(if: false) @stream(if: true) }', 1],
    ['{ a @skip(label: true, if: false) }', 1],
    ['{ a @skip(if: null) }', 1],
    ['query ($s: Boolean = true) { a @skip(if: $s) }', 0],
    ['query ($s: Boolean = false) { a @skip(if: $s) }', 1],
    ['query ($s: Boolean = false) { a @include(if: $s) }', 0],
    ['query ($s: Boolean!) { a @skip(if: $s) }', 1],
  ])('of %s is %i', (text, expected) => {
    expect(present(text)).toBe(expected);
  });

  it('hangs on the variables, whatever their defaults', () => {
    const text = 'query ($s: Boolean = true) { a @skip(if: $s) b }';
    expect([true, false, undefined, null].map((s) => present(text, { s }))).toEqual([0, 1, 0, 1]);
  });

  it('is all where nothing is said', () => {
    expect(presence(undefined, defaultsOf(undefined))).toBe(1);
    const withoutCondition = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'skip' } } as DirectiveNode;
    expect(presence([withoutCondition], defaultsOf(undefined))).toBe(1);
  });
});
