import type { FieldScope } from '@portal/domain';
import { Directive } from 'type-graphql';

type FieldOrTypeDecorator = ClassDecorator & MethodDecorator & PropertyDecorator;
type FieldDecorator = MethodDecorator & PropertyDecorator;

const scopesOfClass = new WeakMap<object, readonly Scopes[]>();

type Scopes = FieldScope | readonly FieldScope[];

/**
 * What a field asks of who reads it; above a type, what each field of it and each that leads to it asks: one of these, of a
 * list all. Composition refuses a field of which neither it nor its type says so.
 */
export function RequiresScopes(...anyOf: Scopes[]): FieldOrTypeDecorator {
  const lists = JSON.stringify(anyOf.map((one) => [one].flat()));
  const directive = Directive(`@requiresScopes(scopes: ${lists})`);
  return (target: object, key?: string | symbol, descriptor?: PropertyDescriptor) => {
    if (key === undefined) scopesOfClass.set(target, anyOf);
    return (directive as (...args: unknown[]) => void)(target, key, descriptor);
  };
}

/** What the class of another type asks, which stands above that one. */
export function RequiresScopesOf(type: object): ClassDecorator {
  const scopes = scopesOfClass.get(type);
  return scopes ? RequiresScopes(...scopes) : () => {};
}

/** How many points a field costs, where the rules would say otherwise: 1 for an object, nothing for a scalar. */
export function Cost(weight: number): FieldDecorator {
  return Directive(`@cost(weight: ${weight})`);
}

/**
 * How many items a list is taken to have, about what the fullest real ones have; of a connection, the argument that says how
 * many edges. Composition refuses a list of objects that does not say.
 */
export function ListSize(size: number | 'first'): FieldDecorator {
  return Directive(
    typeof size === 'number'
      ? `@listSize(assumedSize: ${size})`
      : `@listSize(slicingArguments: ["${size}"], sizedFields: ["edges"], requireOneSlicingArgument: false)`,
  );
}
