/** The smallest and largest of every field: characters of a text, items of a list, or a number's value. */
export const LIMITS = {
  managerName: { min: 3, max: 120 },
  email: { min: 1, max: 254 },
  systemName: { min: 2, max: 100 },
  systemDescription: { min: 20, max: 1000 },
  vendor: { min: 0, max: 100 },
  database: { min: 0, max: 100 },
  monthlyVolume: { min: 0, max: 99_999_999 },
  integratesWith: { min: 0, max: 20 },
  integratesWithItem: { min: 1, max: 100 },
  ipRanges: { min: 1, max: 50 },
  childEstablishments: { min: 0, max: 200 },
  services: { min: 1, max: 200 },
  establishmentName: { min: 2, max: 200 },
  municipality: { min: 2, max: 100 },
  /** A reason as the integrator reads it, of a decision or of a change to a credential. */
  reasonMessage: { min: 1, max: 1000 },
  reasons: { min: 1, max: 50 },
  /** Reasons that reviewers may choose among. */
  reviewReasons: { min: 2, max: 50 },
  reviewReasonLabel: { min: 3, max: 80 },
  /** The free text that goes with a decision. */
  decisionMessage: { min: 0, max: 2000 },
  /** A reviewer's note on a requirement. */
  assessmentNote: { min: 0, max: 1000 },
  /** Mentions in one internal note. */
  mentions: { min: 0, max: 10 },
  /** Why a reviewer finds another outcome of a requirement than the judge. */
  overrideReason: { min: 20, max: 2000 },
  /** Why a second reviewer does not agree. */
  overrideComment: { min: 10, max: 2000 },
  /** What integrator and reviewers write to each other, on a request or about a requirement. */
  message: { min: 1, max: 2000 },
  replyTemplateName: { min: 1, max: 80 },
  /** A template of a reply fits wherever a reviewer writes. */
  replyTemplateText: { min: 1, max: 1000 },
  /** Templates that there are at once. */
  replyTemplates: { min: 0, max: 100 },
  /** Times for an answer: one of each environment, and those of portfolios. */
  answerTimes: { min: 2, max: 100 },
  /** Holidays that the Ministry adds to the national ones. */
  holidays: { min: 0, max: 200 },
  /** Environments of portfolios in which the number of approvals is not as the catalogue says. */
  fourEyes: { min: 0, max: 100 },
  holidayName: { min: 2, max: 80 },
  /** What a maintenance means to who uses the portal. */
  announcementText: { min: 10, max: 500 },
  /** Maintenances that are announced and not over. */
  announcements: { min: 0, max: 20 },
  /** Why somebody's roles for the Ministry are changed. */
  roleReason: { min: 5, max: 500 },
  /** People to whom roles were given or taken in the interface. */
  ministryPeople: { min: 0, max: 500 },
  /** Portfolios that a reviewer is bound to. */
  portfoliosOfPerson: { min: 1, max: 50 },
  /** Requests that are claimed, handed over or released at once. */
  requestsAtOnce: { min: 1, max: 50 },
  searchText: { min: 0, max: 200 },
  idempotencyKey: { min: 1, max: 200 },
  fileName: { min: 1, max: 255 },
  /** What one piece of evidence is said to prove; no portfolio has so many. */
  evidenceRequirements: { min: 0, max: 100 },
  /** What a personal access token is called by its owner. */
  tokenName: { min: 1, max: 100 },
  tokenAllowedIps: { min: 0, max: 50 },
  /** Tokens that one person has at once and that are good. */
  personalTokens: { min: 0, max: 50 },
  /** Tokens that one team has at once and that are good. */
  teamTokens: { min: 0, max: 20 },
  /** What a security key is called by its person. */
  securityKeyName: { min: 1, max: 50 },
  /** Security keys that one person has at once. */
  securityKeys: { min: 0, max: 10 },
  webhookUrl: { min: 1, max: 2000 },
  webhookDescription: { min: 0, max: 200 },
  /** Webhooks that one person, or one team, has at once. */
  webhooks: { min: 0, max: 10 },
  /** Messages that one person writes in an hour: on requests, and about runs. */
  messagesAnHour: { min: 0, max: 60 },
  overlapHours: { min: 0, max: 168 },
  overlapDays: { min: 0, max: 30 },
  pageSize: { min: 1, max: 100 },
} as const satisfies Record<string, { min: number; max: number }>;

/** A list is counted up to so many; a `totalCount` that is larger says no more than that there are more. */
export const MOST_COUNTED = 1_000;

/** Below this many hours left a request is shown as urgent. */
export const URGENT_HOURS = 12;

/** Hours that the old secret stays valid after a rotation, unless told. */
export const DEFAULT_OVERLAP_HOURS = 24;

/** Days that the old certificate stays good after it was changed, unless told. */
export const DEFAULT_OVERLAP_DAYS = 7;

/** The largest certificate file that is read, in bytes. */
export const CERTIFICATE_MAX_BYTES = 100_000;
