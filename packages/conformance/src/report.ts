import { z } from 'zod';

/** What a file says that it is: the number rises with every change that a reader of the one before would not survive. */
export const REPORT_FORMAT = 'portal-de-servicos/conformance-report/1';

const moment = z.iso.datetime();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const stepOutcome = z.enum(['WAITING', 'PASSED', 'FAILED', 'INCONCLUSIVE', 'NOT_APPLICABLE', 'ATTESTED', 'IN_REVIEW']);

const coveredCall = z.object({
  id: z.string(),
  /** What the suite names it in its step. */
  as: z.string(),
  at: moment,
  method: z.string(),
  operation: z.string().nullable(),
  status: z.int(),
  codes: z.array(z.string()),
  /** What was done to it because it was armed; the id of what armed it where that is still kept. */
  fault: z.object({ id: z.string().nullable(), kind: z.string() }).nullable(),
});

const coveredStep = z.object({
  id: z.string(),
  title: z.string(),
  outcome: stepOutcome,
  tries: z.int(),
  /** Why it is not PASSED, in Portuguese. */
  why: z.string().nullable(),
  calls: z.array(coveredCall),
});

const coveredRequirement = z.object({
  id: z.string(),
  title: z.string(),
  severity: z.enum(['REQUIRED', 'RECOMMENDED']),
  source: z.string(),
  outcome: z.enum([...stepOutcome.options, 'NOT_TESTED']),
  /** Why the suite does not test it. */
  notTested: z.string().nullable(),
  /** What whoever answers for the credential declared, and when; never who. */
  declaration: z.object({ kind: z.enum(['NOT_APPLICABLE', 'ATTESTED']), reason: z.string(), at: moment }).nullable(),
  /** What two reviewers found of it in the judge's place, and why; never who. Reports from before there was this have none. */
  override: z
    .object({
      outcome: z.enum(['PASSED', 'FAILED', 'NOT_APPLICABLE']),
      /** Where it stood by calls and declarations when it was proposed. */
      proposedOf: stepOutcome,
      /** Where it stands by them in this report. */
      judged: stepOutcome,
      reason: z.string(),
      proposedAt: moment,
      confirmedAt: moment,
    })
    .nullable()
    .default(null),
  steps: z.array(coveredStep),
});

/** The three official prints, of one accepted document; what may be of a person masked. */
const prints = z.object({
  /** The judge's verdict over what was sent. */
  validation: z.object({
    callId: z.string(),
    documentKind: z.string(),
    guide: z.string().nullable(),
    /** How much is to be mended; null where what is kept of it could not be judged again. */
    findings: z.int().nullable(),
  }),
  /** Status and headers of the answer to the creation. */
  creation: z.object({
    callId: z.string(),
    at: moment,
    status: z.int(),
    headers: z.record(z.string(), z.string()),
  }),
  /** The Bundle that was sent, masked, as JSON; null where it was too large to be kept. */
  bundle: z.object({ callId: z.string(), json: z.string().nullable() }),
});

/** A complete run, as evidence: what is signed, printed as PDF, and verified by whoever has it. */
export const conformanceReport = z.object({
  format: z.literal(REPORT_FORMAT),
  /** UUIDv7; in the address of the public page that verifies it. */
  id: z.uuid(),
  /** The address of that page. */
  verifyUrl: z.url(),
  issuedAt: moment,
  /** It counts until then: a year at most, and no longer than its suite's version. */
  validUntil: moment,
  run: z.object({
    id: z.uuid(),
    suite: z.object({ id: z.string(), version: z.string(), hash: sha256, title: z.string() }),
    connector: z.string().nullable(),
    openedAt: moment,
    completedAt: moment,
    calls: z.int(),
  }),
  /** The guides that the documents were judged by: `br.gov.saude.ria.fhir 1.0.0-release`. */
  judge: z.array(z.string()),
  credential: z.object({
    id: z.uuid(),
    requesterIdentifier: z.string(),
    systemName: z.string(),
    uf: z.string(),
    cnes: z.array(z.string()),
    certificateSha256: sha256.nullable(),
  }),
  /** Null where the suite asks for no document. */
  prints: prints.nullable(),
  coverage: z.array(coveredRequirement),
});

/** A report, as it is when it is read. */
export type ConformanceReport = z.infer<typeof conformanceReport>;
/** A requirement, and how it was met or why it was not tested. */
export type CoveredRequirement = z.infer<typeof coveredRequirement>;
/** A step, and the calls that it was seen in. */
export type CoveredStep = z.infer<typeof coveredStep>;
/** A call, as little as identifies it. */
export type CoveredCall = z.infer<typeof coveredCall>;
/** The three official prints. */
export type OfficialPrints = z.infer<typeof prints>;

/** How a requirement stands, told as evidence tells it. */
export type Coverage = 'TESTED' | 'REVIEWED' | 'ATTESTED' | 'NOT_APPLICABLE' | 'NOT_TESTED';

/** Which of the five parts of the coverage a requirement stands in. */
export function coverageOf({ outcome, override }: Pick<CoveredRequirement, 'outcome' | 'override'>): Coverage {
  if (override) return 'REVIEWED';
  if (outcome === 'ATTESTED' || outcome === 'NOT_APPLICABLE') return outcome;
  // What is only recommended may never have been seen.
  return outcome === 'NOT_TESTED' || outcome === 'WAITING' ? 'NOT_TESTED' : 'TESTED';
}
