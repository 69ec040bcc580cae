import { currentTraceId, type SigningKey, signInternalToken, traceIdOf, traceparentOf } from '@portal/service-kit';
import { z } from 'zod';
import { type PortfolioBody, portfolioBody } from '../portfolio-content/body.ts';
import { CatalogueUnavailable } from './catalogue-unavailable.ts';

/** A portfolio as the catalogue has it. */
export interface PortfolioInUse {
  /** The catalogue's id of it, the same after every load. */
  id: string;
  slug: string;
  /** The edition that the catalogue was told; 0 where it is a file's. */
  number: number;
  /** Null where it was taken out of use. */
  content: PortfolioBody | null;
}

/** What keeps a content from being published. */
export interface ContentProblem {
  path: (string | number)[];
  message: string;
}

/** The catalogue's internal addresses for content. All throw CatalogueUnavailable where it does not answer. */
export interface CatalogueContent {
  portfolios(): Promise<PortfolioInUse[]>;
  /** `restores`: it was in use once, and may bring back what was retired since. */
  problems(asked: { slug: string; content: PortfolioBody; restores: boolean }): Promise<ContentProblem[]>;
  /** Makes editions count; an older one than the catalogue has changes nothing. */
  publish(portfolios: readonly Omit<PortfolioInUse, 'id'>[]): Promise<void>;
}

const TIMEOUT_MS = 5_000;
const told = z.object({
  portfolios: z.array(z.object({ id: z.uuid(), slug: z.string(), number: z.int(), content: portfolioBody.nullable() })),
});
const answered = z.object({
  problems: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
});

/** Makes a client of them. */
export function createContentClient({ url, key }: { url: string; key: SigningKey }): CatalogueContent {
  async function ask(method: string, path: string, body?: object): Promise<Response> {
    const token = await signInternalToken(key, 'catalogue', { kind: 'service', name: key.issuer });
    const response = await fetch(`${url}/internal/portfolios${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        traceparent: traceparentOf(currentTraceId() ?? traceIdOf(undefined)),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`the catalogue answered ${response.status}`);
    return response;
  }
  return {
    portfolios: () => orUnavailable(async () => told.parse(await (await ask('GET', '')).json()).portfolios),
    problems: (asked) =>
      orUnavailable(async () => answered.parse(await (await ask('POST', '/problems', asked)).json()).problems),
    publish: (portfolios) => orUnavailable(async () => void (await ask('PUT', '', { portfolios }))),
  };
}

async function orUnavailable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    throw new CatalogueUnavailable('the catalogue did not answer as it should', { cause });
  }
}
