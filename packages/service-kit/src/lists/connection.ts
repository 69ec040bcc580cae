import 'reflect-metadata';
import { MOST_COUNTED } from '@portal/domain';
import { type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { badUserInput } from '../graph-errors.ts';
import { Cost, RequiresScopes, RequiresScopesOf } from '../subgraph/field-directives.ts';

/** Where a page stands in its list. */
@Directive('@shareable')
@RequiresScopes('inherited')
@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is more after this page.' })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether there is something before this page.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first entry of this page.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last entry of this page: the next `after`.' })
  endCursor!: string | null;
}

/** One entry of a list. */
export interface Edge<Node> {
  cursor: string;
  node: Node;
}

/** One page of a list; the whole is counted only when it is asked for, and no further than it is told. */
export interface Connection<Node> {
  edges: Edge<Node>[];
  pageInfo: PageInfo;
  /** At least as many as `totalCount` tells: who counts rows stops after `MOST_COUNTED + 1`. */
  countAll: () => number | Promise<number>;
}

/**
 * The Relay connection of a type, to be made once: `export const ServiceConnection = connectionOf(Service)`. In
 * signatures its value is `Connection<Service>`, which `pageOf` makes. It asks for the scopes of what it lists; the field that
 * leads to it says `@ListSize('first')`.
 */
export function connectionOf<Node extends object>(
  node: ClassType<Node>,
  name: string = node.name,
): ClassType<Connection<Node>> {
  @RequiresScopesOf(node)
  @ObjectType(`${name}Edge`, { description: `One ${name} in a list.` })
  class NodeEdge implements Edge<Node> {
    @Field(() => String, { description: 'Where this entry stands, to be passed as `after`.' })
    cursor!: string;

    @Field(() => node, { description: 'The entry itself.' })
    node!: Node;
  }

  @RequiresScopesOf(node)
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class NodeConnection implements Connection<Node> {
    countAll!: () => number | Promise<number>;

    @Field(() => [NodeEdge], { description: 'The entries of this page, in order.' })
    edges!: NodeEdge[];

    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;

    // Counts what no page shows.
    @Cost(1)
    @Field(() => Int, {
      description: `How many entries the whole list has, whatever the page. Counted up to ${MOST_COUNTED}: ${MOST_COUNTED + 1} says that there are more.`,
    })
    async totalCount(): Promise<number> {
      return Math.min(await this.countAll(), MOST_COUNTED + 1);
    }
  }

  return NodeConnection;
}

/** How many entries a page may have: 1 to 100, 20 where nothing is said. */
export function pageSize(first: number | null | undefined): number {
  const size = first ?? 20;
  if (size < 1 || size > 100) throw badUserInput('`first` vai de 1 a 100.');
  return size;
}

/** What a page is made from. */
export interface PageSource<Node> {
  /** In order, read with a limit of `size + 1`, so that one knows whether there is more. */
  rows: Node[];
  size: number;
  /** Whether the page was asked for with a cursor. */
  after: string | null | undefined;
  cursorOf: (node: Node) => string;
  countAll: () => number | Promise<number>;
}

/** Makes the page from the rows that were read. */
export function pageOf<Node>({ rows, size, after, cursorOf, countAll }: PageSource<Node>): Connection<Node> {
  const edges = rows.slice(0, size).map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: after != null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    countAll,
  };
}
