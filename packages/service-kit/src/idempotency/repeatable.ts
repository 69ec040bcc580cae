import type { GraphQLSchema } from 'graphql';

/** A mutation that its caller may send again, by the key that they gave it. */
export interface Repeatable {
  key: string;
  /** The mutation. */
  act: string;
  /** Its arguments as text, the key left out. */
  input: string;
}

interface Arguments {
  idempotencyKey?: string | null;
  input?: { idempotencyKey?: string | null };
}

/** Tells each mutation of a schema, by its context, the key that came with it: the fields of a mutation run one after the other. */
export function noteKeys({ schema }: { schema: GraphQLSchema }): void {
  for (const [act, field] of Object.entries(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    field.resolve = (source, args, context: { repeatable?: Repeatable | undefined }, info) => {
      context.repeatable = repeatableOf(act, args);
      return resolve?.(source, args, context, info);
    };
  }
}

function repeatableOf(act: string, args: Arguments): Repeatable | undefined {
  const key = args.idempotencyKey ?? args.input?.idempotencyKey;
  if (key == null) return undefined;
  const input = JSON.stringify(args, (name, value) => (name === 'idempotencyKey' ? undefined : value));
  return { key, act, input };
}
