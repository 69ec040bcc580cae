import { GraphQLError, type ValidationRule } from 'graphql';

/** A field two hundred times over, or two hundred fragments; the largest operation of the consoles comes to 700. */
const MOST_COMPARISONS = 40_000;

/**
 * GraphQL compares each field with every other of its name, and each fragment with every other, to see that they can be
 * merged: so the time grows with the square of what is repeated. Bounds that square, before it is spent.
 */
export const maxComparisonsRule: ValidationRule = (context) => {
  const fields = new Map<string, number>();
  const fragments = new Set<string>();
  return {
    Field({ alias, name }) {
      const key = (alias ?? name).value;
      fields.set(key, (fields.get(key) ?? 0) + 1);
    },
    FragmentSpread({ name }) {
      fragments.add(name.value);
    },
    Document: {
      leave() {
        let comparisons = fragments.size ** 2;
        for (const times of fields.values()) comparisons += times ** 2;
        if (comparisons <= MOST_COMPARISONS) return;
        context.reportError(new GraphQLError('Too many fields of one name, or too many fragments, in one operation.'));
      },
    },
  };
};
