import { beforeAll, describe, expect, test } from 'vitest';
import { Person } from './person.ts';

const anyone = Person.anonymous();
const SEARCH = `query ($filter: ServiceFilter, $first: Int, $after: String) {
  services(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    edges { cursor node { slug name description kind portfolio { slug name } } } } }`;

interface Service {
  slug: string;
  name: string;
  description: string;
  kind: string;
  portfolio: { slug: string; name: string };
}
interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string | null; endCursor: string | null };
  edges: { cursor: string; node: Service }[];
}

async function page(variables: Record<string, unknown>): Promise<Page> {
  return (await anyone.get<{ services: Page }>(SEARCH, variables)).services;
}

async function find(filter: Record<string, unknown>): Promise<Service[]> {
  return (await page({ filter, first: 100 })).edges.map(({ node }) => node);
}

const slugs = (services: Service[]) => services.map(({ slug }) => slug);
let all: Service[];

beforeAll(async () => {
  all = await find({});
});

describe('the search', () => {
  test.each([
    ['lotação', 'lotacao'],
    ['LOTAÇÃO', 'lotação'],
    ['prescrição de medicamentos', 'PRESCRICAO DE MEDICAMENTOS'],
    ['  clínico   registro ', 'registro clinico'],
    ['leito', 'Leito'],
  ])('finds for “%s” what it finds for “%s”', async (one, other) => {
    const found = slugs(await find({ text: one }));
    expect(found).not.toEqual([]);
    expect(slugs(await find({ text: other }))).toEqual(found);
  });

  test('looks at name, description and portfolio, and at nothing else', async () => {
    const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    for (const word of ['imunobiologico', 'estabelecimento', 'sigtap', 'notifica']) {
      const found = await find({ text: word });
      expect(found).not.toEqual([]);
      for (const { name, description, portfolio } of found) {
        const stem = word.slice(0, 6);
        expect(plain(`${name} ${description} ${portfolio.name} ${portfolio.slug}`)).toContain(stem);
      }
    }
  });

  test('finds everything for no text, and nothing for what is nowhere', async () => {
    for (const text of ['', '   ', null]) expect(slugs(await find({ text }))).toEqual(slugs(all));
    expect(await find({ text: 'zzzzqqqq' })).toEqual([]);
    expect((await page({ filter: { text: 'zzzzqqqq' } })).totalCount).toBe(0);
  });
});

describe('filters', () => {
  test('by kind and by portfolio, alone and together, and nulls filter nothing', async () => {
    for (const kind of ['API', 'WEB_SERVICE']) {
      const found = await find({ kind });
      expect(found).toEqual(all.filter((service) => service.kind === kind));
      expect(found).not.toEqual([]);
    }
    for (const portfolio of new Set(all.map((service) => service.portfolio.slug))) {
      expect(await find({ portfolio })).toEqual(all.filter((service) => service.portfolio.slug === portfolio));
      expect(await find({ portfolio, kind: 'API' })).toEqual(
        all.filter((service) => service.portfolio.slug === portfolio && service.kind === 'API'),
      );
    }
    expect(await find({ portfolio: 'nada' })).toEqual([]);
    expect(await find({ portfolio: null, kind: null, text: null })).toEqual(all);
  });

  test('an unknown kind is BAD_USER_INPUT', async () => {
    const { errors } = await anyone.ask(SEARCH, { filter: { kind: 'GRPC' } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('pages', () => {
  test.each([1, 3, 7, 100])('of %i walk through all, without gaps or doubles', async (first) => {
    const seen: string[] = [];
    for (let after: string | null = null, last = false; !last; ) {
      const { totalCount, pageInfo, edges }: Page = await page({ first, after });
      expect(totalCount).toBe(all.length);
      expect(edges.length).toBeLessThanOrEqual(first);
      expect(pageInfo).toMatchObject({
        hasPreviousPage: after !== null,
        startCursor: edges[0]?.cursor,
        endCursor: edges.at(-1)?.cursor,
      });
      seen.push(...edges.map(({ node }) => node.slug));
      last = !pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(slugs(all));
  });

  test('of a search keep its order', async () => {
    const text = 'registro';
    const whole = slugs(await find({ text }));
    expect(whole.length).toBeGreaterThan(2);
    const first = await page({ filter: { text }, first: 2 });
    const rest = await page({ filter: { text }, first: 100, after: first.pageInfo.endCursor });
    expect([...first.edges, ...rest.edges].map(({ node }) => node.slug)).toEqual(whole);
  });

  test('have 20 where nothing is said, and end after the last', async () => {
    expect((await page({})).edges).toHaveLength(Math.min(20, all.length));
    const { pageInfo } = await page({ first: 100 });
    expect(await page({ first: 10, after: pageInfo.endCursor })).toMatchObject({
      edges: [],
      pageInfo: { hasNextPage: false, startCursor: null, endCursor: null },
    });
  });
});

describe('portfolios', () => {
  test('say what they need and where they lead', async () => {
    const { portfolios } = await anyone.get<{ portfolios: Record<string, unknown>[] }>(
      `{ portfolios { slug needsCredential environments fourEyes certificate { environment policy }
         services { slug portfolio { slug } } requirements { id code environment description } } }`,
    );
    expect(portfolios.map(({ slug }) => slug).toSorted()).toEqual(
      [...new Set(all.map((service) => service.portfolio.slug))].toSorted(),
    );
    const bySlug = Object.fromEntries(portfolios.map((portfolio) => [portfolio.slug, portfolio]));
    expect(bySlug.rnds).toMatchObject({
      needsCredential: true,
      environments: ['HOMOLOGATION', 'PRODUCTION'],
      certificate: [
        { environment: 'HOMOLOGATION', policy: 'REQUIRED' },
        { environment: 'PRODUCTION', policy: 'REQUIRED' },
      ],
    });
    expect(bySlug['dados-abertos']).toMatchObject({ needsCredential: false });
    for (const portfolio of portfolios) {
      const { slug, services, requirements } = portfolio as {
        slug: string;
        services: { portfolio: object }[];
        requirements: { id: string; code: string; environment: string }[];
      };
      for (const service of services) expect(service.portfolio).toEqual({ slug });
      const keys = requirements.map(({ code, environment }) => `${environment} ${code}`);
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(requirements.map(({ id }) => id)).size).toBe(keys.length);
    }
  });

  test('tell requirements and endpoints by environment', async () => {
    const { portfolio, service } = await anyone.get<{
      portfolio: Record<string, { code: string; environment: string }[]>;
      service: Record<string, { environment: string; uf: string | null; url: string }[]>;
    }>(`{ portfolio(slug: "rnds") { all: requirements { code environment }
            homologation: requirements(environment: HOMOLOGATION) { code environment }
            production: requirements(environment: PRODUCTION) { code environment } }
          service(slug: "rnds-rel") { all: endpoints { environment uf url }
            homologation: endpoints(environment: HOMOLOGATION) { environment uf url }
            production: endpoints(environment: PRODUCTION) { environment uf url } } }`);
    for (const { all: both = [], homologation = [], production = [] } of [portfolio, service]) {
      expect(new Set(homologation.map(({ environment }) => environment))).toEqual(new Set(['HOMOLOGATION']));
      expect(new Set(production.map(({ environment }) => environment))).toEqual(new Set(['PRODUCTION']));
      expect(both).toHaveLength(homologation.length + production.length);
    }
    expect(service.production).toHaveLength(27);
    expect(service.production).toContainEqual({
      environment: 'PRODUCTION',
      uf: 'GO',
      url: 'https://go-ehr-services.saude.gov.br',
    });
  });

  test.each(['nada', '', 'RNDS', 'rnds ', '__proto__', '\0', 'x'.repeat(10_000)])(
    'with the slug %j: null',
    async (slug) => {
      const query = 'query ($slug: String!) { portfolio(slug: $slug) { name } service(slug: $slug) { name } }';
      expect(await anyone.get(query, { slug })).toEqual({ portfolio: null, service: null });
    },
  );
});
