import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { createTokenVerifier } from '@portal/service-kit';
import type { CataloguePortfolio } from '../catalogue/catalogue-client.ts';

/** A small HTTP server that answers the catalogue's contract: one question, with the token of a service. */
export interface CatalogueServer extends AsyncDisposable {
  url: string;
  /** Changed by tests; null answers 503. */
  portfolios: CataloguePortfolio[] | null;
  /** How often it was asked. */
  asked: number;
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
    const { variables } = (await json(req)) as { variables: { slug: string } };
    const portfolio = running.portfolios.find(({ slug }) => slug === variables.slug) ?? null;
    res.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { portfolio } }));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const running: CatalogueServer = {
    url: `http://localhost:${port}`,
    portfolios,
    asked: 0,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return running;
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
        { id: 'r1', code: 'bundle-enviado', environment: 'PRODUCTION', provenByReport: false },
        { id: 'r2', code: 'validador', environment: 'PRODUCTION', provenByReport: false },
        { id: 'r3', code: 'titular-do-certificado', environment: 'HOMOLOGATION', provenByReport: false },
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
        { id: 'cnes-h-titular', code: 'titular', environment: 'HOMOLOGATION', provenByReport: false },
        { id: 'cnes-p-entrada', code: 'entrada', environment: 'PRODUCTION', provenByReport: false },
        { id: 'cnes-p-saida', code: 'saida', environment: 'PRODUCTION', provenByReport: false },
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
