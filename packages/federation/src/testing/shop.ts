import { buildSubgraphSchema } from '@apollo/subgraph';
import { composeServices } from '@theguild/federation-composition';
import { execute, type GraphQLSchema, parse, subscribe } from 'graphql';
import type { GraphTransport, SubgraphRequest, SubgraphResult } from '../subgraph.ts';
import { openSupergraph, type Supergraph } from '../supergraph.ts';

/*
 * A graph of three subgraphs, made to hold every kind of join: keys of several fields, keys in keys, entities known to one
 * subgraph only, @requires with arguments, @provides, interfaces and unions whose members live elsewhere, lists in lists,
 * values that both tell of, fields that fail and fields that are null where they may not be.
 */

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.7", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@inaccessible"])\n';

const PEOPLE = `${LINK}
interface Node { id: ID! }
type Query { person(id: ID! = "1"): Person, people(first: Int = 3): [Person!]!, node(id: ID!): Node, either: [Either]!, fails: String, mustFail: String! }
type Mutation { rename(id: ID!, name: String!): Person }
type Subscription { renamed: Person! }
type Person implements Node @key(fields: "id") {
  id: ID! name: String! role: Role!
  nick(upper: Boolean = false): String
  address: Address! @shareable
  boss: Person friends: [Person!]! grid: [[Person]!]!
  broken: String brokenHard: String! nothing: String!
  favourite: Item tool: Tool tools: [Tool!]!
}
type Address @shareable { street: String! city: String! }
type Item @key(fields: "id", resolvable: false) { id: ID! }
type Tool @key(fields: "maker { id } sku", resolvable: false) { sku: ID! maker: Maker! @shareable }
type Maker @key(fields: "id", resolvable: false) { id: ID! }
type Robot @key(fields: "serial") { serial: ID! name: String! master: Person }
union Either = Person | Robot
enum Role { LEAD MEMBER SECRET @inaccessible }`;

const ITEMS = `${LINK}
interface Node { id: ID! }
type Query { items(first: Int = 2): [Item!]! item(sku: ID!): Item things: [Node!]! }
type Mutation { restock(sku: ID!, by: Int!): Item! }
type Tool @key(fields: "maker { id } sku") { sku: ID! maker: Maker! @shareable title: String! uses: [Item!]! }
type Item implements Node @key(fields: "id") {
  id: ID! sku: ID! title: String! price(currency: String = "BRL"): Int weight: Int
  maker: Maker! owner: Person related(first: Int = 2): [Item!]! faulty: String! parts: [[Part!]]
}
type Maker @key(fields: "id") { id: ID! name: String! items: [Item!]! }
type Part { name: String! of: Item! }
type Person @key(fields: "id", resolvable: false) { id: ID! }
type Robot @key(fields: "serial") { serial: ID! spare: Item parts: [Part!]! }`;

const REVIEWS = `${LINK}
type Query { reviews: [Review!]! }
type Review @key(fields: "id") { id: ID! body: String author: Person! @provides(fields: "name") about: Item! at: Stamp }
scalar Stamp
type Person @key(fields: "id") { id: ID! name: String! @external reviews(first: Int = 2): [Review!]! score: Int! }
type Item @key(fields: "id") {
  id: ID! weight: Int @external price(currency: String = "BRL"): Int @external
  reviews: [Review!]! shipping(fast: Boolean = false): Int @requires(fields: "weight price(currency: \\"EUR\\")")
}`;

/** The arguments of all fields together. */
interface Args {
  id: string;
  sku: string;
  name: string;
  serial: string;
  maker: { id: string };
  currency: string;
  first: number;
  upper: boolean;
  fast: boolean;
}
const rolesOf = ['LEAD', 'MEMBER', 'MEMBER', 'LEAD', 'SECRET'];

/** One world that both the subgraphs and the schema to compare with tell of. */
function world() {
  const person = (id: string): object | null => {
    const at = Number(id);
    if (!(at >= 1 && at <= 9)) return null;
    return {
      __typename: 'Person',
      id,
      name: () => names.get(id) ?? `Pessoa ${id}`,
      role: rolesOf[at % 5],
      nick: ({ upper }: Args) => (at % 3 === 0 ? null : upper ? `P${id}` : `p${id}`),
      address: { street: `Rua ${id}`, city: at % 2 ? 'Goiânia' : 'Recife' },
      boss: () => person(String(at - 1)),
      friends: () => [person(String((at % 9) + 1)), person(String(((at + 3) % 9) + 1))],
      grid: () => [[person(String((at % 9) + 1)), null], [], [person('1'), person('2')]],
      broken: () => fail(at % 2 === 0, `broken ${id}`, 'whole'),
      brokenHard: () => fail(at % 3 === 0, `broken hard ${id}`, 'whole'),
      nothing: at % 4 === 0 ? null : 'something',
      favourite: () => item(`i${(at % 4) + 1}`),
      tool: () => tool(id, '1'),
      tools: () => [tool('1', '2'), tool(id, '1'), tool('1', '2')],
      reviews: ({ first }: Args) => [1, 2, 3].slice(0, first).map((each) => review(`${id}${each}`)),
      score: () => fail(at === 7, 'no score', at * 10),
    };
  };
  const item = (sku: string): object | null => {
    const at = Number(sku.slice(1));
    if (!(at >= 1 && at <= 5)) return null;
    return {
      __typename: 'Item',
      id: `id-${sku}`,
      sku,
      title: `Item ${sku}`,
      price: ({ currency }: Args) => (at === 4 ? null : at * (currency === 'EUR' ? 2 : 10)),
      weight: at === 3 ? null : at,
      maker: () => maker(String(at % 2)),
      owner: () => person(String(at + 1)),
      related: ({ first }: Args) => [1, 2, 3].slice(0, first).map((each) => item(`i${((at + each) % 5) + 1}`)),
      faulty: () => fail(at === 2, `faulty ${sku}`, 'fine'),
      parts: () => [[{ name: 'a', of: () => item('i1') }], null, [{ name: `b${at}`, of: () => item(sku) }]],
      reviews: () => [review(`${at}1`), review(`${at}2`)],
      shipping: ({ fast }: Args) => shippingOf(at === 3 ? null : at, at === 4 ? null : at * 2, fast),
    };
  };
  const maker = (id: string): object => ({
    __typename: 'Maker',
    id,
    name: `Fabricante ${id}`,
    items: () => (id === '1' ? [item('i1'), item('i3')] : [item('i2')]),
  });
  const tool = (sku: string, makerId: string): object => ({
    __typename: 'Tool',
    sku,
    maker: () => maker(makerId),
    title: () => fail(sku === '5', 'no title', `Tool ${sku} of ${makerId}`),
    uses: () => [item('i1'), item(`i${makerId}`)],
  });
  const robot = (serial: string): object => ({
    __typename: 'Robot',
    serial,
    name: `R${serial}`,
    master: () => person(serial),
    spare: () => item(`i${serial}`),
    parts: () => [{ name: 'arm', of: () => item('i1') }],
  });
  const review = (id: string): object => ({
    __typename: 'Review',
    id,
    body: Number(id) % 3 === 0 ? null : `review ${id}`,
    author: () => person(id[0] ?? '1'),
    about: () => item(`i${(Number(id) % 4) + 1}`),
    at: { day: Number(id), marks: ['a', id] },
  });
  const names = new Map<string, string>();
  const Query = {
    person: ({ id }: Args) => person(id),
    people: ({ first }: Args) => Array.from({ length: first }, (_, index) => person(String(index + 1))),
    node: ({ id }: Args) => person(id) ?? null,
    either: () => [person('2'), robot('1'), null, robot('3'), person('4')],
    fails: () => fail(true, 'fails', ''),
    mustFail: () => fail(true, 'must fail', ''),
    items: ({ first }: Args) => [1, 2, 3, 4, 5].slice(0, first).map((at) => item(`i${at}`)),
    item: ({ sku }: Args) => item(sku),
    things: () => [item('i1'), item('i2')],
    reviews: () => ['11', '22', '33'].map(review),
  };
  const Mutation = {
    rename: ({ id, name }: Args) => {
      names.set(id, name);
      return person(id);
    },
    restock: ({ sku }: Args) => item(sku),
  };
  const entities: Record<string, (reference: Args) => object | null> = {
    Person: ({ id }) => person(id),
    Item: ({ id, sku, ...given }) => {
      const found = item(sku ?? String(id).slice(3));
      // What @requires hands over counts, and not what this subgraph could not know.
      const { weight, price } = given as Partial<Args> & { weight?: number | null; price?: number | null };
      return (
        found && {
          ...found,
          ...('weight' in given && { shipping: ({ fast }: Args) => shippingOf(weight ?? null, price ?? null, fast) }),
        }
      );
    },
    Maker: ({ id }) => maker(id),
    Tool: ({ sku, maker: { id } }) => tool(sku, id),
    Robot: ({ serial }) => robot(serial),
    Review: ({ id }) => review(id),
  };
  return { Query, Mutation, entities };
}

function shippingOf(weight: number | null, price: number | null, fast: boolean): number | null {
  return weight === null ? null : weight * (price ?? 1) + (fast ? 100 : 0);
}

function fail<Value>(when: boolean, message: string, value: Value): Value {
  if (when) throw new Error(message);
  return value;
}

/** The shop as subgraphs behind a transport, and as one schema. */
export interface Shop {
  supergraph: Supergraph;
  transport: GraphTransport<undefined>;
  /** Events as a subgraph tells them. */
  subscribe(subgraph: string, request: SubgraphRequest): Promise<AsyncIterable<SubgraphResult>>;
  /** What was asked of the subgraphs. */
  readonly asked: { subgraph: string; request: SubgraphRequest }[];
  /** The answer of one graphql-js schema over the same world. */
  compare(query: string, variables?: Record<string, unknown>): Promise<unknown>;
}

const SUBGRAPHS = { people: PEOPLE, items: ITEMS, reviews: REVIEWS };

/** Opens the shop; its world is its own. */
export function openShop(): Shop {
  const composed = composeServices(
    Object.entries(SUBGRAPHS).map(([name, sdl]) => ({ name, url: `http://${name}`, typeDefs: parse(sdl) })),
  );
  if (!composed.supergraphSdl) throw new AggregateError(composed.errors ?? []);
  const supergraph = openSupergraph(composed.supergraphSdl);
  const { Query, Mutation, entities } = world();
  const schemas = new Map<string, GraphQLSchema>();
  for (const [name, sdl] of Object.entries(SUBGRAPHS)) {
    const resolvers = Object.fromEntries(
      Object.entries(entities)
        .filter(([type]) => sdl.includes(`type ${type} `))
        .map(([type, resolve]) => [type, { __resolveReference: resolve }]),
    );
    const subscription = sdl.includes('type Subscription') && { Subscription: { renamed: { subscribe: renamings } } };
    schemas.set(
      name,
      buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: { ...resolvers, ...subscription } as never }]),
    );
  }
  async function* renamings() {
    for (const id of ['2', '3']) yield { renamed: entities.Person?.({ id } as Args) };
  }
  const root = { ...Query, ...Mutation };
  const asked: Shop['asked'] = [];
  const schemaOf = (subgraph: string, request: SubgraphRequest) => {
    asked.push({ subgraph, request });
    const schema = schemas.get(subgraph);
    if (!schema) throw new Error(`no subgraph ${subgraph}`);
    return { schema, document: parse(request.query), variableValues: request.variables ?? null, rootValue: root };
  };
  // As a network hands it over: plain values that are nobody else's.
  const plain = (result: unknown) => JSON.parse(JSON.stringify(result)) as SubgraphResult;
  return {
    supergraph,
    asked,
    transport: {
      request: async (subgraph, request) => plain(await execute(schemaOf(subgraph, request))),
    },
    async subscribe(subgraph, request) {
      const events = await subscribe(schemaOf(subgraph, request));
      if (!(Symbol.asyncIterator in events)) throw new Error('refused');
      return events as AsyncGenerator<SubgraphResult>;
    },
    async compare(query, variables) {
      const { schema } = supergraph;
      return plain(
        await execute({ schema, document: parse(query), rootValue: root, variableValues: variables ?? null }),
      );
    },
  };
}
