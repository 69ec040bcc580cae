import type { CertificatePolicy, Environment } from '@portal/domain';
import { currentTraceId, type SigningKey, signInternalToken, traceIdOf, traceparentOf } from '@portal/service-kit';
import { z } from 'zod';
import type { RulesCopy } from '../requests/content.ts';
import { CatalogueUnavailable } from './catalogue-unavailable.ts';
import { type CatalogueContent, createContentClient } from './content-client.ts';

/** A portfolio's rules, as the catalogue tells them now. */
export interface CataloguePortfolio {
  slug: string;
  name: string;
  needsCredential: boolean;
  environments: Environment[];
  certificate: { environment: Environment; policy: CertificatePolicy }[];
  fourEyes: boolean;
  approvalByRule: { drawnPercent: number } | null;
  services: { slug: string; name: string }[];
  requirements: { id: string; code: string; description: string; environment: Environment; provenByReport: boolean }[];
}

/** The catalogue's rules, by its graph. */
export interface Catalogue {
  /** Null where there is no such portfolio. Throws where the catalogue cannot be asked: the act then changes nothing. */
  portfolio(slug: string): Promise<CataloguePortfolio | null>;
  /** What portfolios say, and what is to be said of them. */
  content: CatalogueContent;
}

interface CatalogueOptions {
  /** Base URL of the catalogue. */
  url: string;
  key: SigningKey;
  now: () => Date;
}

interface Kept {
  portfolio: CataloguePortfolio | null;
  /** Milliseconds since 1970. */
  at: number;
}

const KEPT_MS = 60_000;
const TIMEOUT_MS = 5_000;
/** What people ask for is kept too, and slugs come from outside. */
const MOST_KEPT = 500;
const SLUG = /^[\w.-]{1,100}$/;

/** A client of the catalogue that remembers an answer for 60 s; a failure is never remembered. */
export function createCatalogueClient({ url, key, now }: CatalogueOptions): Catalogue {
  const kept = new Map<string, Kept>();
  const underWay = new Map<string, Promise<CataloguePortfolio | null>>();

  async function ask(slug: string): Promise<CataloguePortfolio | null> {
    try {
      const portfolio = await fetchPortfolio(url, key, slug);
      const [oldest] = kept.keys();
      if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(slug, { portfolio, at: now().getTime() });
      return portfolio;
    } finally {
      underWay.delete(slug);
    }
  }

  const content = createContentClient({ url, key });
  return {
    content: {
      ...content,
      async publish(portfolios) {
        await content.publish(portfolios);
        kept.clear();
      },
    },
    async portfolio(slug) {
      if (!SLUG.test(slug)) return null;
      const known = kept.get(slug);
      const age = known ? now().getTime() - known.at : -1;
      // A clock that was set back makes nothing older than it is.
      if (known && age >= 0 && age < KEPT_MS) return known.portfolio;
      const asked = underWay.get(slug) ?? ask(slug);
      underWay.set(slug, asked);
      return asked;
    },
  };
}

const PORTFOLIO_RULES = `
  query PortfolioRules($slug: String!) {
    portfolio(slug: $slug) {
      slug name needsCredential environments fourEyes
      certificate { environment policy }
      approvalByRule { drawnPercent }
      services { slug name }
      requirements { id code description environment provenByReport }
    }
  }`;

const environment = z.enum(['HOMOLOGATION', 'PRODUCTION']);
const answer = z.object({
  data: z.object({
    portfolio: z
      .object({
        slug: z.string(),
        name: z.string(),
        needsCredential: z.boolean(),
        environments: z.array(environment),
        fourEyes: z.boolean(),
        approvalByRule: z.object({ drawnPercent: z.int() }).nullable(),
        certificate: z.array(z.object({ environment, policy: z.enum(['REQUIRED', 'OPTIONAL', 'NONE']) })),
        services: z.array(z.object({ slug: z.string(), name: z.string() })),
        requirements: z.array(
          z.object({
            id: z.string(),
            code: z.string(),
            description: z.string(),
            environment,
            provenByReport: z.boolean(),
          }),
        ),
      })
      .nullable(),
  }),
  errors: z.undefined().optional(),
});

async function fetchPortfolio(url: string, key: SigningKey, slug: string): Promise<CataloguePortfolio | null> {
  const token = await signInternalToken(key, 'catalogue', { kind: 'service', name: key.issuer });
  try {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        traceparent: traceparentOf(currentTraceId() ?? traceIdOf(undefined)),
      },
      body: JSON.stringify({ query: PORTFOLIO_RULES, variables: { slug } }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return answer.parse(await response.json()).data.portfolio;
  } catch (cause) {
    throw new CatalogueUnavailable('the catalogue did not answer as it should', { cause });
  }
}

/** The rules of a portfolio that count in one environment. */
export function rulesIn(portfolio: CataloguePortfolio, where: Environment): RulesCopy {
  return {
    certificatePolicy: portfolio.certificate.find((rule) => rule.environment === where)?.policy ?? 'NONE',
    fourEyes: portfolio.fourEyes,
    ...(where === 'PRODUCTION' && portfolio.approvalByRule),
    requirements: portfolio.requirements
      .filter((requirement) => requirement.environment === where)
      .map(({ id, code, description, provenByReport }) => ({
        id,
        code,
        description,
        ...(provenByReport && { provenByReport }),
      })),
  };
}
