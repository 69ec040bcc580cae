import { CertificatePolicy, Environment, ServiceKind } from '@portal/domain';
import { z } from 'zod';
import { isSlug } from './slug.ts';

const slug = z.string().refine(isSlug, 'must be lower case letters, digits and hyphens');
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(max, `must have ${max} characters at most`)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line');
const NAME = 100;
const SENTENCES = 1_000;
const code = z
  .string()
  .max(60, 'must have 60 characters at most')
  .regex(/^[A-Z][A-Z0-9_]*$/, 'must be capitals, digits and underscores');
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });
/** `{uf}` stands for each state in small letters: one endpoint for each of the 27. */
const endpointAddress = z.string().refine((address) => {
  return webAddress.safeParse(address.replaceAll('{uf}', 'sp')).success;
}, 'must be an http or https address');
const day = z.coerce.date('must be a date such as 2026-11-24');

function uniqueBy<Item>(items: Item[], keyOf: (item: Item) => string, what: string, context: z.RefinementCtx): void {
  const seen = new Set<string>();
  for (const [index, item] of items.entries()) {
    const key = keyOf(item);
    if (seen.has(key))
      context.addIssue({ code: 'custom', path: [index], message: `${what} ${key} stands there twice` });
    seen.add(key);
  }
}

function listOf<Item extends z.ZodType>(item: Item, keyOf: (item: z.output<Item>) => string, what: string) {
  return z.array(item).superRefine((items, context) => uniqueBy(items, keyOf, what, context));
}

const version = z.strictObject({
  version: text(NAME),
  releasedAt: day.optional(),
  deprecatedAt: day.optional(),
  specificationUrl: webAddress.optional(),
});

const endpoint = z.strictObject({
  environment: z.enum(Environment),
  url: endpointAddress,
  tokenUrl: endpointAddress.optional(),
});

const service = z.strictObject({
  slug,
  name: text(NAME),
  description: text(SENTENCES),
  kind: z.enum(ServiceKind),
  standard: text(NAME).optional(),
  authentication: text(NAME).optional(),
  operations: z
    .array(
      z.strictObject({ method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']), path: z.string().startsWith('/') }),
    )
    .default([]),
  versions: listOf(version, (item) => item.version, 'version').default([]),
  endpoints: listOf(endpoint, (item) => item.environment, 'environment').default([]),
});

const requirement = z.strictObject({
  code,
  description: text(SENTENCES),
  guidance: text(SENTENCES).optional(),
  provenByReport: z.boolean().default(false),
});
const requirements = listOf(requirement, (item) => item.code, 'code').default([]);

/** A portfolio with all that it offers, as its file in content/ tells it. */
export const portfolioFile = z
  .strictObject({
    slug,
    name: text(NAME),
    position: z.int().min(1).max(999),
    summary: text(SENTENCES),
    whoMayAsk: text(SENTENCES).optional(),
    whatIsNeeded: z.array(text(SENTENCES)).max(20, 'must have 20 lines at most').default([]),
    accessNote: text(SENTENCES).optional(),
    documentationUrl: webAddress.optional(),
    supportUrl: webAddress.optional(),
    needsCredential: z.boolean(),
    environments: z.array(z.enum(Environment)).min(1),
    certificate: z.partialRecord(z.enum(Environment), z.enum(CertificatePolicy)),
    fourEyes: z.boolean(),
    approvalByRule: z.strictObject({ drawnPercent: z.int().min(0).max(100) }).optional(),
    requirements: z.strictObject({ HOMOLOGATION: requirements, PRODUCTION: requirements }).prefault({}),
    services: listOf(service, (item) => item.slug, 'service').refine((list) => list.length > 0, 'must not be empty'),
  })
  .superRefine((portfolio, context) => {
    for (const environment of portfolio.environments) {
      if (portfolio.certificate[environment] === undefined) {
        context.addIssue({ code: 'custom', path: ['certificate', environment], message: 'must be told' });
      }
    }
    if (portfolio.approvalByRule && portfolio.fourEyes) {
      context.addIssue({ code: 'custom', path: ['approvalByRule'], message: 'must not be where fourEyes is true' });
    }
    if (portfolio.approvalByRule && !portfolio.environments.includes('PRODUCTION')) {
      context.addIssue({
        code: 'custom',
        path: ['approvalByRule'],
        message: 'must not be where there is no PRODUCTION',
      });
    }
  });

/** What a file of content/ says. */
export type PortfolioFile = z.output<typeof portfolioFile>;
