// Both subgraphs in one process, as lean as they can be, so that the gateway before them is what is measured.
import { createServer, type IncomingMessage } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse } from 'graphql';
import { SUBGRAPHS } from './graph.ts';
import { answerParent, listen } from './reporting.ts';

const portfolio = (slug: string) => ({
  slug,
  name: `Portfólio ${slug}`,
  summary: 'Serviços que um estabelecimento de saúde integra, com o que se pede para isso.',
  needsCredential: true,
});

const service = (index: number, tag: string) => ({
  slug: `service-${index}`,
  name: `Serviço ${index}`,
  kind: 'API',
  releasedAt: '2026-11-24T14:32:00.000Z',
  portfolio: { slug: `portfolio-${tag}${index}` },
});

const resolvers = {
  catalogue: {
    Query: { portfolios: () => [portfolio('rnds')] },
    Portfolio: { __resolveReference: ({ slug }: { slug: string }) => portfolio(slug) },
  },
  credentials: {
    Query: {
      services: (_root: unknown, { first, tag = '' }: { first: number; tag?: string }) =>
        Array.from({ length: first }, (_, index) => service(index, tag)),
    },
  },
};

async function serve(name: keyof typeof SUBGRAPHS): Promise<string> {
  const schema = buildSubgraphSchema([{ typeDefs: parse(SUBGRAPHS[name]), resolvers: resolvers[name] }]);
  const documents = new Map<string, ReturnType<typeof parse>>();
  return listen(
    createServer(async (req, res) => {
      const { query, variables } = JSON.parse(await textOf(req)) as {
        query: string;
        variables: Record<string, unknown>;
      };
      let document = documents.get(query);
      if (!document) {
        document = parse(query);
        documents.set(query, document);
      }
      const result = await execute({ schema, document, variableValues: variables });
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify(result));
    }),
  );
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
}

answerParent({ catalogue: await serve('catalogue'), credentials: await serve('credentials') });
