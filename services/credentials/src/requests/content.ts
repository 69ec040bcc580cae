import type { AnswerTime, CertificatePolicy, RequestOrigin, WarningCode } from '@portal/domain';
import type { Certificate } from '../certificates/certificate.ts';
import type { Establishment } from '../establishments/establishment.ts';

// What a request holds is its own copy, kept as JSON: dates in it are ISO 8601 texts.

/** The manager responsible; CPF and phone in digits. */
export interface ManagerCopy {
  name: string | null;
  cpf: string | null;
  email: string | null;
  phone: string | null;
}

/** The system that integrates; its lineage is the request's `systemId`. */
export interface SystemCopy {
  name: string | null;
  description: string | null;
  vendor: string | null;
  database: string | null;
  webApplication: boolean | null;
  ipRanges: string[];
  monthlyVolume: number | null;
  integratesWith: string[];
}

/** A system nobody has said anything about. */
export const EMPTY_SYSTEM: Readonly<SystemCopy> = {
  name: null,
  description: null,
  vendor: null,
  database: null,
  webApplication: null,
  ipRanges: [],
  monthlyVolume: null,
  integratesWith: [],
};

/** What a reviewer is to know; `acceptedBy` once an approval named it. */
export interface WarningCopy {
  code: WarningCode;
  path: string[] | null;
  message: string;
  mustAccept: boolean;
  acceptedBy: PersonMark | null;
  acceptedAt: string | null;
}

/** Somebody as they are shown beside what they did. */
export interface PersonMark {
  id: string;
  name: string;
}

/** One of two or the only approval. */
export interface ApprovalMark extends PersonMark {
  at: string;
}

/** Everything that the form asks for: what the owner works on, and what a submission froze. */
export interface RequestContent {
  services: string[];
  origin: RequestOrigin | null;
  establishment: Establishment | null;
  childEstablishments: Establishment[];
  manager: ManagerCopy | null;
  certificate: Certificate | null;
  system: SystemCopy;
  warnings: WarningCopy[];
  acceptedTermsAt: string | null;
}

/** A piece of evidence as a submission had it. */
export interface EvidenceCopy {
  id: string;
  sha256: string;
  requirements: string[];
}

/** What a submission sent: reviewers read this, whatever the owner works on meanwhile. */
export interface Submission extends RequestContent {
  evidence: EvidenceCopy[];
}

/** A requirement as the catalogue had it at submit. */
export interface RequirementCopy {
  id: string;
  code: string;
  /** What it asks, in the words of that day; absent from what is older. */
  description?: string;
  /** Whether a conformance report proves it; absent from what is older, and where it does not. */
  provenByReport?: boolean;
}

/** The rules that counted, copied in at submit: the catalogue's, and those of the review. */
export interface RulesCopy {
  certificatePolicy: CertificatePolicy;
  fourEyes: boolean;
  /** In how long it is answered, and when reviewers are reminded; absent from what is older, which had 72 hours. */
  answerTime?: AnswerTime & { remindAt: string; escalateAt: string };
  /** The share that is drawn for a person of what the rule would approve; absent where people alone approve. */
  drawnPercent?: number;
  requirements: RequirementCopy[];
}
