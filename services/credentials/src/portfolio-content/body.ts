import { z } from 'zod';

const environment = z.enum(['HOMOLOGATION', 'PRODUCTION']);
const requirement = z.object({
  code: z.string(),
  description: z.string(),
  guidance: z.string().optional(),
  provenByReport: z.boolean(),
});

/** What the interface knows of a portfolio's content; what else the catalogue keeps goes through as it is. */
export const portfolioBody = z.looseObject({
  slug: z.string(),
  name: z.string(),
  position: z.int(),
  summary: z.string(),
  whoMayAsk: z.string().optional(),
  whatIsNeeded: z.array(z.string()),
  accessNote: z.string().optional(),
  documentationUrl: z.string().optional(),
  supportUrl: z.string().optional(),
  environments: z.array(environment),
  certificate: z.partialRecord(environment, z.enum(['REQUIRED', 'OPTIONAL', 'NONE'])),
  requirements: z.object({ HOMOLOGATION: z.array(requirement), PRODUCTION: z.array(requirement) }),
  services: z.array(
    z.looseObject({
      slug: z.string(),
      name: z.string(),
      description: z.string(),
      kind: z.enum(['WEB_SERVICE', 'API']),
      standard: z.string().optional(),
      authentication: z.string().optional(),
      endpoints: z.array(z.object({ environment, url: z.string(), tokenUrl: z.string().optional() })),
    }),
  ),
});

/** A portfolio with all that it offers, as the catalogue's files tell it. */
export type PortfolioBody = z.output<typeof portfolioBody>;
