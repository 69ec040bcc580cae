import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createTokenVerifier } from '@portal/service-kit';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';
import type { ContentProblem, PortfolioInUse } from '../catalogue/content-client.ts';

/** A small HTTP server that answers the catalogue's contract: one question, with the token of a service. */
export interface CatalogueServer extends AsyncDisposable {
  url: string;
  /** Changed by tests; null answers 503. */
  portfolios: CataloguePortfolio[] | null;
  /** How often it was asked. */
  asked: number;
  /** What portfolios say, and what it was told of them. */
  contents: PortfolioInUse[];
  /** What it finds wrong with whatever is to be published. */
  problems: ContentProblem[];
}

/** Starts it on a free port. */
export async function startCatalogueServer(
  jwks: Parameters<typeof createTokenVerifier>[0],
  portfolios: CataloguePortfolio[],
): Promise<CatalogueServer> {
  const verify = createTokenVerifier(jwks, 'catalogue');
  const server = createServer(async (req, res) => {
    const caller = await verify(req.headers.authorization?.slice('Bearer '.length)).catch(() => null);
    running.asked += 1;
    if (caller?.kind !== 'service' || running.portfolios === null) {
      res.writeHead(caller ? 503 : 401).end();
      return;
    }
    const body = req.method === 'GET' ? undefined : await json(req);
    res.setHeader('content-type', 'application/json').end(JSON.stringify(answerTo(`${req.method} ${req.url}`, body)));
  });
  function answerTo(asked: string, body: unknown): object {
    if (asked === 'GET /internal/portfolios') return { portfolios: running.contents };
    if (asked === 'POST /internal/portfolios/problems') return { problems: running.problems };
    if (asked === 'PUT /internal/portfolios') {
      for (const told of (body as { portfolios: PortfolioInUse[] }).portfolios) {
        const known = running.contents.find(({ slug }) => slug === told.slug);
        if (known && known.number < told.number) Object.assign(known, told);
      }
      return {};
    }
    const { variables } = body as { variables: { slug: string } };
    return { data: { portfolio: running.portfolios?.find(({ slug }) => slug === variables.slug) ?? null } };
  }
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const running: CatalogueServer = {
    url: `http://localhost:${port}`,
    portfolios,
    asked: 0,
    contents: [],
    problems: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return running;
}

/** What a portfolio's file says, with what the interface does not show. */
export function testContent(slug: string): PortfolioInUse {
  const first = { code: 'FIRST', description: 'O primeiro.', provenByReport: false };
  return {
    id: randomUUID(),
    slug,
    number: 0,
    content: {
      slug,
      name: slug.toUpperCase(),
      position: 1,
      summary: 'Do arquivo.',
      whatIsNeeded: [],
      environments: ['HOMOLOGATION', 'PRODUCTION'],
      certificate: { HOMOLOGATION: 'NONE', PRODUCTION: 'NONE' },
      requirements: { HOMOLOGATION: [first], PRODUCTION: [first] },
      fourEyes: true,
      services: [
        {
          slug: `${slug}-um`,
          name: 'Um',
          description: 'O primeiro serviço.',
          kind: 'API',
          endpoints: [],
          versions: [{ version: 'v1' }],
        },
      ],
    },
  };
}

const BOTH: CataloguePortfolio['environments'] = ['HOMOLOGATION', 'PRODUCTION'];

/** The portfolios that tests ask for, one of each kind. */
export function testPortfolios(): CataloguePortfolio[] {
  const plain = {
    needsCredential: true,
    environments: BOTH,
    certificate: [],
    fourEyes: false,
    approvalByRule: null,
    requirements: [],
  };
  return [
    {
      ...plain,
      slug: 'rnds',
      name: 'RNDS',
      certificate: BOTH.map((environment) => ({ environment, policy: 'REQUIRED' as const })),
      services: [
        { slug: 'rel', name: 'REL' },
        { slug: 'paciente', name: 'Paciente' },
      ],
      requirements: [
        {
          id: 'r1',
          code: 'bundle-enviado',
          description: 'Mostre bundle-enviado.',
          environment: 'PRODUCTION',
          provenByReport: false,
        },
        {
          id: 'r2',
          code: 'validador',
          description: 'Mostre validador.',
          environment: 'PRODUCTION',
          provenByReport: false,
        },
        {
          id: 'r3',
          code: 'titular-do-certificado',
          description: 'Mostre titular-do-certificado.',
          environment: 'HOMOLOGATION',
          provenByReport: false,
        },
      ],
    },
    {
      ...plain,
      slug: 'cnes',
      name: 'CNES',
      services: [
        { slug: 'leitos', name: 'Leitos' },
        { slug: 'profissionais', name: 'Profissionais' },
      ],
      requirements: [
        {
          id: 'cnes-h-titular',
          code: 'titular',
          description: 'Mostre titular.',
          environment: 'HOMOLOGATION',
          provenByReport: false,
        },
        {
          id: 'cnes-p-entrada',
          code: 'entrada',
          description: 'Mostre entrada.',
          environment: 'PRODUCTION',
          provenByReport: false,
        },
        {
          id: 'cnes-p-saida',
          code: 'saida',
          description: 'Mostre saida.',
          environment: 'PRODUCTION',
          provenByReport: false,
        },
      ],
    },
    { ...plain, slug: 'cadsus', name: 'CADSUS', fourEyes: true, services: [{ slug: 'pdq', name: 'PDQ' }] },
    {
      ...plain,
      slug: 'bnafar',
      name: 'BNAFAR',
      environments: ['HOMOLOGATION'],
      services: [{ slug: 'estoque', name: 'Estoque' }],
    },
    {
      ...plain,
      slug: 'esus',
      name: 'e-SUS',
      environments: ['PRODUCTION'],
      services: [{ slug: 'notifica', name: 'e-SUS Notifica' }],
    },
    {
      ...plain,
      slug: 'aberto',
      name: 'Dados abertos',
      needsCredential: false,
      services: [{ slug: 'cnes-aberto', name: 'CNES aberto' }],
    },
  ];
}
