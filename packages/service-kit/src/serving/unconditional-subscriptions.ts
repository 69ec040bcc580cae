import { type ASTVisitor, GraphQLError, Kind, type SelectionSetNode, type ValidationContext } from 'graphql';

/**
 * A rule of GraphQL's specification of September 2025 that graphql-js 16 does not know: what a subscription listens to
 * depends on no variable, so that `@skip` and `@include` stand nowhere at its root. Its own rule of one field throws there.
 */
export function unconditionalSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation, selectionSet }) {
      if (operation === 'subscription') lookAt(context, selectionSet, new Set());
    },
  };
}

function lookAt(context: ValidationContext, { selections }: SelectionSetNode, seen: Set<string>): void {
  for (const selection of selections) {
    for (const directive of selection.directives ?? []) {
      const { value: name } = directive.name;
      if (name !== 'skip' && name !== 'include') continue;
      context.reportError(
        new GraphQLError(`"@${name}" cannot stand at the root of a subscription.`, { nodes: directive }),
      );
    }
    if (selection.kind === Kind.INLINE_FRAGMENT) lookAt(context, selection.selectionSet, seen);
    if (selection.kind === Kind.FRAGMENT_SPREAD && !seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment) lookAt(context, fragment.selectionSet, seen);
    }
  }
}
