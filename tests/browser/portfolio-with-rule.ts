import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import pg from 'pg';
import { graph } from './graph.ts';

/** A portfolio that approves by rule, without certificates, and its only service. */
export interface RulePortfolio {
  slug: string;
  name: string;
  service: string;
}

async function ask(database: string, sql: string, values: unknown[]): Promise<void> {
  const url = new URL(process.env.TEST_PORTAL_DATABASE_URL ?? '');
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(sql, values).finally(() => client.end());
}

/** Puts one into the catalogue, as a file of its content would, and waits until it is offered. */
export async function portfolioWithRule(page: Page, drawnPercent: number): Promise<RulePortfolio> {
  const slug = `regra-${randomUUID().slice(0, 8)}`;
  const portfolio = { slug, name: `Portfólio ${slug}`, service: `${slug}-envio` };
  await ask(
    'catalogue',
    `insert into portfolio (slug, name, summary, what_is_needed, needs_credential, environments, certificate_policies, four_eyes,
       position, drawn_percent)
     values ($1, $2, 'Para testar a aprovação por regra.', '{}', true, '{HOMOLOGATION,PRODUCTION}', '{}', false, 900, $3)`,
    [slug, portfolio.name, drawnPercent],
  );
  await ask(
    'catalogue',
    `insert into service (slug, portfolio_slug, portfolio_name, name, description, kind, operations, position)
     values ($1, $2, $3, 'Envio', 'Envia documentos.', 'API', '[]', 900000)`,
    [portfolio.service, slug, portfolio.name],
  );
  await expect
    .poll(async () => {
      const query = 'query ($slug: String!) { portfolio(slug: $slug) { services { slug } } }';
      const { portfolio: found } = await graph<{ portfolio: { services: object[] } | null }>(page, query, { slug });
      return found?.services.length;
    })
    .toBe(1);
  return portfolio;
}

/** Makes a file of a request the report of a complete run, as the homologation environment tells of one. */
export async function makeReport(requestId: string, { service }: RulePortfolio): Promise<string> {
  const id = randomUUID();
  await ask(
    'credentials',
    `insert into conformance_report (report_id, credential_id, pdf_sha256, suite, valid_until, services, revision)
     select $1, homologation_credential_id, sha256, 'envio', now() + interval '1 day', $2, 1
     from evidence join access_request on access_request.id = request_id where request_id = $3`,
    [id, JSON.stringify({ [service]: ['envio'] }), requestId],
  );
  return id;
}
