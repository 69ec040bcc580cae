import { FaultKind, HomologationHost } from '@portal/domain';
import { z } from 'zod';
import type { Requirement, Step } from './suite.ts';

const text = z.string().trim().min(1, 'must not be empty');
const name = z.string().regex(/^[a-z][a-z-]*$/, 'must be lower case letters and hyphens');
const seconds = z.union([z.number().positive(), z.literal('retryAfter')]);
const webAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

/** One or several, as it is easier to read. */
function oneOrMore<Item extends z.ZodType>(item: Item) {
  return z
    .union([item, z.array(item).min(1)])
    .transform((value) => (Array.isArray(value) ? value : [value]) as z.output<Item>[]);
}

const status = z
  .union([z.number().int().min(100).max(599).transform(String), z.string().regex(/^([1-5]\d\d|[1-5]xx)$/)])
  .describe('exact, or a class: 2xx');

const pattern = {
  host: z.enum(HomologationHost).optional(),
  operation: oneOrMore(name).optional(),
  status: oneOrMore(status).optional(),
  codes: oneOrMore(text).optional(),
  withoutCodes: oneOrMore(text).optional(),
  documentKind: oneOrMore(text).optional(),
  fault: z.union([z.enum(FaultKind), z.enum(['NONE', 'ANY'])]).optional(),
  connector: z.enum(['NAMED', 'UNNAMED']).optional(),
  sameBody: text.optional(),
  sameToken: text.optional(),
  sameIdentifier: text.optional(),
  sameDocument: text.optional(),
  sameFault: text.optional(),
  tokenOf: text.optional(),
  replaces: text.optional(),
};

const seen = z.strictObject({
  as: z.string().regex(/^\p{Ll}[\p{Ll} -]*$/u, 'must be words in small letters'),
  ...pattern,
  notBefore: z.strictObject({ after: text, seconds }).nullable().default(null),
  within: z.strictObject({ after: text, seconds: z.number().positive() }).nullable().default(null),
});

const forbidden = z.strictObject({
  ...pattern,
  after: text,
  before: text.nullable().default(null),
  for: seconds.nullable().default(null),
  moreThan: z.number().int().min(0).default(0),
  because: text,
});

const step = z.strictObject({
  id: name,
  title: text,
  how: text,
  fault: z.enum(FaultKind).nullable().default(null),
  recertify: z.enum(['MAJOR', 'MINOR', 'EVERY']).default('MAJOR'),
  see: z.array(seen).min(1, 'something must be seen'),
  mustNot: z.array(forbidden).default([]),
});

const requirement = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z-]*(\.[a-z][a-z-]*)*$/, 'must be words such as token.reuse'),
    title: text,
    severity: z.enum(['REQUIRED', 'RECOMMENDED']).default('REQUIRED'),
    source: webAddress,
    steps: z.array(step).min(1).optional(),
    attest: text.nullable().default(null),
    notTested: text.nullable().default(null),
    mayNotApply: text.nullable().default(null),
  })
  .superRefine(({ steps, attest, notTested }, context) => {
    const said = [steps, attest, notTested].filter((one) => one != null).length;
    if (said !== 1)
      context.addIssue({ code: 'custom', message: 'must have exactly one of steps, attest and notTested' });
  })
  .transform((read): Requirement => {
    // Written once, as types have it: a pattern's absent names are absent.
    const steps = (read.steps ?? []).map((one) => ({ ...one, id: `${read.id}/${one.id}` }));
    return { ...read, steps: JSON.parse(JSON.stringify(steps)) as Step[] };
  });

/** A file of suites/, once what it includes stands in it. */
export const suiteFile = z.strictObject({
  version: z.string().regex(/^\d+\.\d+\.\d+$/, 'must be a version such as 1.0.0'),
  title: text,
  services: z.array(name).min(1),
  changed: z.strictObject({ what: text, completeUntil: z.iso.date() }).nullable().default(null),
  requirements: z.array(requirement).min(1),
});
