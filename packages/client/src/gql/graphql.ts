/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** What may be done to a request for access. */
export type AccessRequestAction =
  /** Grant it. */
  | 'APPROVE'
  /** Add a piece of evidence. */
  | 'ATTACH_EVIDENCE'
  /** Give it up. */
  | 'CANCEL'
  /** Take it out of the queue to review it. */
  | 'CLAIM'
  /** Start a draft. */
  | 'CREATE'
  /** Change its fields; stands only in allowedActions. */
  | 'EDIT'
  /** Erase evidence that shows personal data; done by the system. */
  | 'ERASE_EVIDENCE'
  /** Give it to a reviewer, who holds it from then on. */
  | 'HAND_OVER'
  /** Delete evidence that the antivirus refused; done by the system. */
  | 'REFUSE_EVIDENCE'
  /** Refuse it with reasons. */
  | 'REJECT'
  /** Put it back into the queue. */
  | 'RELEASE'
  /** Take a piece of evidence away. */
  | 'REMOVE_EVIDENCE'
  /** Send it back to its owner with reasons. */
  | 'REQUEST_CHANGES'
  /** Send it to be reviewed. */
  | 'SUBMIT'
  /** Give it to another team of the establishment, with all of its system; stands only in the history. */
  | 'TRANSFER';

/** What narrows a list of requests; what is absent does not. */
export type AccessRequestFilter = {
  /** True: only those that the viewer holds or decided. */
  assignedToMe?: boolean | null | undefined;
  /** Only those for this environment. */
  environment?: Environment | null | undefined;
  /** True: only those that wait for an answer after their `dueAt`. */
  late?: boolean | null | undefined;
  /** Only those of this portfolio, by its slug. */
  portfolio?: string | null | undefined;
  /** Only those that this person holds or decided, by `Reviewer.personId`. */
  reviewer?: string | number | null | undefined;
  /** Only those in one of these states. */
  states?: Array<AccessRequestState> | null | undefined;
  /** Words that all occur in protocol, portfolio, establishment or system, in reviewers' lists also in the requester's name, the manager's name, or as whole words of the requester's e-mail (all of it, what stands before or after the @, or a word between its signs); accents and case are ignored. */
  text?: string | null | undefined;
  /** Only those of an establishment in this federative unit, by its two letters. */
  uf?: string | null | undefined;
  /** True: only those that nobody holds. */
  unassigned?: boolean | null | undefined;
};

/** Where a request for access stands. */
export type AccessRequestState =
  /** Granted; a credential was issued. Final. */
  | 'APPROVED'
  /** Given up by its owner. Final. */
  | 'CANCELLED'
  /** Back with its owner, who is to mend it and submit again. */
  | 'CHANGES_REQUESTED'
  /** Being written by its owner. */
  | 'DRAFT'
  /** Claimed by a reviewer. */
  | 'IN_REVIEW'
  /** Refused, with reasons. Final. */
  | 'REJECTED'
  /** In the queue, waiting for a reviewer. */
  | 'SUBMITTED';

/** How sure gov.br is of who a person is. */
export type AssuranceLevel =
  /** Bronze: may draft, not submit. */
  | 'BRONZE'
  /** Ouro: may submit. */
  | 'GOLD'
  /** Prata: may submit. */
  | 'SILVER';

/** The system that integrates. Everything is optional while drafting; what is missing is told at submit. */
export type ClientSystemInput = {
  /** The database it uses, at most 100 characters. */
  database?: string | null | undefined;
  /** What it does, 20 to 1,000 characters. */
  description?: string | null | undefined;
  /** Other systems it integrates with, at most 20. */
  integratesWith?: Array<string> | null | undefined;
  /** Public IPv4 or IPv6 addresses or CIDR ranges, 1 to 50. */
  ipRanges?: Array<string> | null | undefined;
  /** Attendances a month, 0 to 99,999,999. */
  monthlyVolume?: number | null | undefined;
  /** Its name, 2 to 100 characters. */
  name?: string | null | undefined;
  /** Who makes it, at most 100 characters. */
  vendor?: string | null | undefined;
  /** Whether it is a web application. */
  webApplication?: boolean | null | undefined;
};

/** What the owner of a credential declares of a requirement in the place of calls. */
export type ConformanceDeclarationKind =
  /** It is so; of requirements that no call can show. */
  | 'ATTESTED'
  /** It does not apply; of requirements of which the suite says that this may be. */
  | 'NOT_APPLICABLE';

/** Where a step or a requirement of a conformance run stands. */
export type ConformanceOutcome =
  /** Its owner declared it, because no call can show it. */
  | 'ATTESTED'
  /** What must not come came, or too early or too late, and it can be tried again; or, of a requirement, two reviewers found that it is not met, which no call changes. */
  | 'FAILED'
  /** The environment failed meanwhile: that counts against nobody, and it is tried again. */
  | 'INCONCLUSIVE'
  /** A reviewer proposed another outcome, and a second person is still to decide. */
  | 'IN_REVIEW'
  /** Its owner declared, or two reviewers found, that it does not apply, and why. */
  | 'NOT_APPLICABLE'
  /** It is not tested here, and the suite says why. */
  | 'NOT_TESTED'
  /** It was seen in calls; or, of a requirement, two reviewers found that it is met. */
  | 'PASSED'
  /** Calls that it needs have not come yet. */
  | 'WAITING';

/** What two reviewers may find of a requirement in the judge's place, or that the judge's verdict counts again. */
export type ConformanceOverrideOutcome =
  /** What two reviewers found before is lifted: it stands by calls and declarations again. */
  | 'AS_JUDGED'
  /** It is not met. */
  | 'FAILED'
  /** It does not apply to this system. */
  | 'NOT_APPLICABLE'
  /** It is met. */
  | 'PASSED';

/** How far another outcome of a requirement came that a reviewer proposed. */
export type ConformanceOverrideState =
  /** A second reviewer confirmed it: the requirement counts with it. */
  | 'CONFIRMED'
  /** A second reviewer declined it. */
  | 'DECLINED'
  /** Another run took the place of its own before it was decided. */
  | 'LAPSED'
  /** A second reviewer is still to confirm or decline it: the requirement is IN_REVIEW. */
  | 'OPEN'
  /** It was confirmed, and another that was confirmed later took its place or lifted it. */
  | 'REPLACED'
  /** Who proposed it took it back. */
  | 'WITHDRAWN';

/** How a conformance run stands as a whole. */
export type ConformanceRunOutcome =
  /** Nothing that is required is left. */
  | 'COMPLETE'
  /** A newer version of its suite took its place, and the time to complete it, and to have it reported, is over: the next call opens another run. */
  | 'EXPIRED'
  /** What is required failed the last time that it was tried, or two reviewers found that it is not met. */
  | 'FAILED'
  /** What is required is inconclusive because the environment failed. */
  | 'INCONCLUSIVE'
  /** Steps or declarations are left, or a second reviewer is waited for, and nothing that is required failed. */
  | 'WAITING';

/** How much hangs on a requirement. */
export type ConformanceSeverity =
  /** A run is complete without it. */
  | 'RECOMMENDED'
  /** Without it no run is complete. */
  | 'REQUIRED';

/** What a homologation request starts from. */
export type CreateHomologationRequestInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** Slug of the portfolio. */
  portfolio: string;
  /** Slugs of its services, one or more. */
  services: Array<string>;
};

/** What a production request starts from. */
export type CreateProductionRequestInput = {
  /** The homologation credential. */
  credentialId: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
};

/** A webhook to be made. */
export type CreateWebhookInput = {
  /** Your words for it, at most 200 characters. */
  description?: string | null | undefined;
  /** What it is told of: at least one. */
  eventTypes: Array<WebhookEventType>;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The team that it is to belong to, which goes on when its people go; its GESTOR. One's own where absent, told of all teams that one answers for. */
  teamId?: string | number | null | undefined;
  /** Where events are sent: an https address on the public internet, without user, password or fragment, at most 2,000 characters. */
  url: string;
};

/** What may be done to a credential. */
export type CredentialAction =
  /** Bind it to another certificate of the same holder. */
  | 'CHANGE_CERTIFICATE'
  /** Offer it, with all of its system, to another team of the establishment. */
  | 'OFFER_TRANSFER'
  /** Make it good again. */
  | 'REINSTATE'
  /** Ask for other content: services, addresses, establishments, people, certificate. */
  | 'REQUEST_ALTERATION'
  /** Ask for production access from a homologation credential. */
  | 'REQUEST_PRODUCTION'
  /** End it for good. */
  | 'REVOKE'
  /** Draw a new secret. */
  | 'ROTATE_SECRET'
  /** Make it not good for a while. */
  | 'SUSPEND'
  /** Take that offer back. */
  | 'WITHDRAW_TRANSFER';

/** Whether a credential is good. */
export type CredentialState =
  /** Good. */
  | 'ACTIVE'
  /** Past its last day. Final. */
  | 'EXPIRED'
  /** Not good any more. Final. */
  | 'REVOKED'
  /** Not good until it is reinstated. */
  | 'SUSPENDED';

/** Where a service runs and a credential is good for. */
export type Environment =
  /** Homologação: validates the integration before any contact with production. */
  | 'HOMOLOGATION'
  /** Produção: the stable environment with real data. */
  | 'PRODUCTION';

/** Only where the establishment cannot be looked up; shown as told by the applicant. */
export type EstablishmentInput = {
  /** Municipality. */
  municipality: string;
  /** The name that people know it by. */
  name: string;
  /** Federative unit: two letters. */
  uf: string;
};

/** What is done to calls of a credential because its owner asked for it. */
export type FaultKind =
  /** Nothing is done; 500 with EHR-ERR905. */
  | 'ERROR_500'
  /** Nothing is done; 502, in HTML, as a proxy says it. */
  | 'ERROR_502'
  /** Nothing is done; 503 with Retry-After, 2 to 10 seconds. */
  | 'ERROR_503'
  /** Nothing is done; 401 with EHR-ERR882, as of a token that is over. */
  | 'EXPIRED_TOKEN'
  /** All is done; the answer breaks off half-way. */
  | 'HALF_ANSWER'
  /** All is done; the connection ends without an answer. */
  | 'RESET'
  /** All is done; the answer comes after 5 to 15 seconds. */
  | 'SLOW';

/** What kind of rule a document breaks. */
export type FindingKind =
  /** Too few or too many of an element. */
  | 'CARDINALITY'
  /** A code that is not among those accepted. */
  | 'CODE'
  /** An element with nothing in it. */
  | 'EMPTY'
  /** A value that has to be another one. */
  | 'FIXED'
  /** A rule of a profile that holds between elements. */
  | 'INVARIANT'
  /** It is more than may be sent, or more is wrong than is told. */
  | 'LIMIT'
  /** A profile that is not known, was retired, or is of another type. */
  | 'PROFILE'
  /** A reference that leads to nothing, or to something else. */
  | 'REFERENCE'
  /** A rule of the RNDS itself, with its code. */
  | 'RNDS'
  /** Too few or too many of a part that the profile names, or one that it does not have. */
  | 'SLICE'
  /** It cannot be read as it was sent. */
  | 'TEXT'
  /** A value of another type. */
  | 'TYPE'
  /** An element that does not exist there. */
  | 'UNKNOWN_ELEMENT'
  /** A value that its type does not allow. */
  | 'VALUE';

/** The manager responsible. Everything is optional while drafting; what is missing is told at submit. */
export type ManagerInput = {
  /** CPF. */
  cpf?: string | null | undefined;
  /** E-mail, at most 254 characters. */
  email?: string | null | undefined;
  /** Name and surname, 3 to 120 characters. */
  name?: string | null | undefined;
  /** Telephone with area code; +55 is accepted. */
  phone?: string | null | undefined;
};

/** How far the viewer has read what was written on a request. */
export type MarkAccessRequestMessagesReadInput = {
  /** A request that the viewer reads. */
  id: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The newest message that was read: what came after it stays unread. */
  upTo: string | number;
};

/** On whose side somebody stands who writes on a request, or is told of it. */
export type MessageSide =
  /** Who asks for access. */
  | 'INTEGRATOR'
  /** The reviewers of the Ministry. */
  | 'REVIEWERS';

/** Why a mutation changed nothing, in a way that a person can mend. */
export type ProblemCode =
  /** It clashes with what is there, such as an idempotency key used for something else. */
  | 'CONFLICT'
  /** There is one already. */
  | 'DUPLICATE'
  /** What was attached counts no more, such as a conformance report. */
  | 'EXPIRED'
  /** A value is wrong. */
  | 'INVALID'
  /** Not in this state, or not by this person. */
  | 'NOT_ALLOWED'
  /** Unknown, malformed, or of another person. */
  | 'NOT_FOUND'
  /** Something is missing. */
  | 'REQUIRED'
  /** Somebody changed it meanwhile: read it again. */
  | 'STALE_VERSION'
  /** More bytes or items than allowed. */
  | 'TOO_LARGE'
  /** A file of another type than allowed. */
  | 'UNSUPPORTED_MEDIA_TYPE';

/** Who asks. */
export type RequestOrigin =
  /** A unit of the Ministry of Health itself. */
  | 'MINISTRY'
  /** An establishment outside the Ministry. */
  | 'OTHER';

/** What a person may be; everybody who is signed in is an INTEGRATOR. */
export type Role =
  /** Reads as a reviewer does, releases claims, suspends and reinstates for the Ministry, decides nothing. */
  | 'ADMIN'
  /** Reads requests and credentials for the Ministry, changes nothing. */
  | 'AUDITOR'
  /** Asks for access, sends evidence, manages credentials. */
  | 'INTEGRATOR'
  /** Reads as a reviewer does, hands requests to reviewers and releases claims, decides nothing. */
  | 'MANAGER'
  /** Reads requests and evidence for the Ministry, and decides. */
  | 'REVIEWER';

/** Whether a file was looked at for malware. */
export type ScanState =
  /** Nothing found, or no scanner is configured. */
  | 'CLEAN'
  /** Malware found; cannot be downloaded. */
  | 'INFECTED'
  /** Not yet looked at; cannot be downloaded. */
  | 'PENDING';

/** Which services to list; what is absent does not filter. */
export type ServiceFilter = {
  /** Only services of this kind. */
  kind?: ServiceKind | null | undefined;
  /** The slug of a portfolio. */
  portfolio?: string | null | undefined;
  /** Words to find in name, description or portfolio. */
  text?: string | null | undefined;
};

/** How a service is spoken to. */
export type ServiceKind =
  /** FHIR or REST API. */
  | 'API'
  /** SOAP web service. */
  | 'WEB_SERVICE';

/** How far an invitation to a team has come. */
export type TeamInvitationState =
  /** Somebody accepted it, and reads nothing until a GESTOR confirms them. */
  | 'ACCEPTED'
  /** Nobody accepted it in time; it can be sent again. */
  | 'EXPIRED'
  /** Nobody accepted it yet. */
  | 'SENT';

/** What a person is in a team (Equipe), which acts for one establishment. */
export type TeamRole =
  /** Does everything, revokes and gives up what was submitted, and says who else is in the team. */
  | 'GESTOR'
  /** Prepares and submits requests, tests, draws secrets, changes certificates, suspends. */
  | 'INTEGRADOR'
  /** Reads, and changes nothing. */
  | 'LEITURA';

/** Absent = unchanged, null = erased, objects merged key by key, lists replaced whole; one bad value refuses the call. */
export type UpdateAccessRequestInput = {
  /** Whether the applicant accepts the terms. */
  acceptedTerms?: boolean | null | undefined;
  /** The public ICP-Brasil certificate in PEM, and those of the authorities above it: PKCS #7 in PEM is taken too. Never its private key, with which the whole text is refused. */
  certificatePem?: string | null | undefined;
  /** CNES or CNPJ of up to 200 units of the same state. */
  childEstablishments?: Array<string> | null | undefined;
  /** Its data, where it cannot be looked up. */
  establishment?: EstablishmentInput | null | undefined;
  /** CNES of the establishment: 7 digits; it is looked up. */
  establishmentCnes?: string | null | undefined;
  /** CNPJ of the establishment: 14 characters; it is looked up. */
  establishmentCnpj?: string | null | undefined;
  /** The request. */
  id: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The manager responsible. */
  manager?: ManagerInput | null | undefined;
  /** Who asks. */
  origin?: RequestOrigin | null | undefined;
  /** Slugs of services of the portfolio. */
  services?: Array<string> | null | undefined;
  /** The system that integrates. */
  system?: ClientSystemInput | null | undefined;
  /** The version that was read. */
  version: number;
};

/** What is changed in a webhook; what is absent or null stays as it is. */
export type UpdateWebhookInput = {
  /** Your words for it, at most 200 characters. */
  description?: string | null | undefined;
  /** What it is told of: at least one. */
  eventTypes?: Array<WebhookEventType> | null | undefined;
  /** The webhook. */
  id: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** DISABLED stops it; ACTIVE starts it again, with what it still waited for. */
  state?: WebhookState | null | undefined;
  /** Gives one's own to a team that one is GESTOR of: from then on it is told of that team alone. */
  teamId?: string | number | null | undefined;
  /** Where events are sent: an https address on the public internet, without user, password or fragment, at most 2,000 characters. */
  url?: string | null | undefined;
  /** As it was read: where somebody changed it meanwhile, nothing is changed. */
  version: number;
};

/** Whether anything of a document is to be mended. */
export type ValidationOutcome =
  /** What findings say. */
  | 'INVALID'
  /** It could not be judged: its kind is not judged yet, or it is too much; findings say which. */
  | 'NOT_JUDGED'
  /** Nothing, as far as it is judged: documentKind says how far that is. */
  | 'VALID';

/** What a reviewer found about a requirement. */
export type Verdict =
  /** The evidence leaves doubt. */
  | 'DOUBTFUL'
  /** There is no evidence of it. */
  | 'MISSING'
  /** The evidence proves it. */
  | 'PROVEN';

/** What a reviewer is to know about a request that is not wrong in itself. */
export type WarningCode =
  /** The certificate is of another CNPJ than the establishment, or of one that is not known; must be accepted by name. */
  | 'CERTIFICATE_OTHER_CNPJ'
  /** The certificate chain was not checked against ICP-Brasil. */
  | 'CERTIFICATE_UNVERIFIED'
  /** The establishment was typed by the applicant; must be accepted by name. */
  | 'ESTABLISHMENT_UNVERIFIED'
  /** Any address of the internet may connect. */
  | 'IP_ANY'
  /** Host bits of a range were zeroed. */
  | 'IP_NORMALISED'
  /** Another team has submitted requests for the same establishment; told to reviewers alone. */
  | 'OTHER_TEAM';

/** How far an event's delivery to a webhook is. */
export type WebhookDeliveryState =
  /** The receiver answered 2xx. */
  | 'DELIVERED'
  /** Given up; it can be replayed. */
  | 'FAILED'
  /** To be sent, or to be tried again. */
  | 'PENDING';

/** Why a webhook is disabled. */
export type WebhookDisabledReason =
  /** The Portal did: for 3 days nothing that was sent to it arrived. */
  | 'FAILING'
  /** The Portal did: the receiver answered 410 Gone. */
  | 'GONE'
  /** Its owner disabled it. */
  | 'OWNER';

/** What a webhook may be told of. In a payload it is written in lower case with a dot: `REQUEST_SUBMITTED` is `request.submitted`. */
export type WebhookEventType =
  /** `conformance_run.completed`: nothing that is required is left of a conformance run. */
  | 'CONFORMANCE_RUN_COMPLETED'
  /** `credential.altered`: an alteration was approved; it has the new content under the same identifier. */
  | 'CREDENTIAL_ALTERED'
  /** `credential.certificate_changed`: it is bound to another certificate of its holder. */
  | 'CREDENTIAL_CERTIFICATE_CHANGED'
  /** `credential.expired`: past its end. */
  | 'CREDENTIAL_EXPIRED'
  /** `credential.issued`: the credential of an approved request is there. */
  | 'CREDENTIAL_ISSUED'
  /** `credential.reinstated`: good again. */
  | 'CREDENTIAL_REINSTATED'
  /** `credential.revoked`: ended for good. */
  | 'CREDENTIAL_REVOKED'
  /** `credential.secret_rotated`: a secret was drawn. */
  | 'CREDENTIAL_SECRET_ROTATED'
  /** `credential.suspended`: not good for a while. */
  | 'CREDENTIAL_SUSPENDED'
  /** `request.approved`: granted; its credential was issued, or altered. */
  | 'REQUEST_APPROVED'
  /** `request.cancelled`: given up by its owner. */
  | 'REQUEST_CANCELLED'
  /** `request.changes_requested`: back with its owner, who is to mend it. */
  | 'REQUEST_CHANGES_REQUESTED'
  /** `request.claimed`: a reviewer took it out of the queue, or was handed it. */
  | 'REQUEST_CLAIMED'
  /** `request.created`: a draft was started. */
  | 'REQUEST_CREATED'
  /** `request.evidence_changed`: a piece of evidence was attached, removed or erased. */
  | 'REQUEST_EVIDENCE_CHANGED'
  /** `request.first_approved`: approved once, where two approvals are asked. */
  | 'REQUEST_FIRST_APPROVED'
  /** `request.rejected`: refused. */
  | 'REQUEST_REJECTED'
  /** `request.released`: it was put back into the queue. */
  | 'REQUEST_RELEASED'
  /** `request.submitted`: sent to be reviewed. */
  | 'REQUEST_SUBMITTED';

/** Why an attempt did not deliver. */
export type WebhookFailure =
  /** The host's name leads to an address that is not public. */
  | 'ADDRESS_NOT_PUBLIC'
  /** The connection was refused, reset or broke off. */
  | 'CONNECTION'
  /** The host's name is not in the DNS. */
  | 'NAME_NOT_FOUND'
  /** The answer was 3xx; redirects are not followed. */
  | 'REDIRECT'
  /** The answer was neither 2xx nor 3xx. */
  | 'STATUS'
  /** No answer within 15 seconds. */
  | 'TIMEOUT'
  /** No secure connection: a certificate is wrong, or TLS is not spoken. */
  | 'TLS';

/** Whether a webhook is sent to. */
export type WebhookState =
  /** Events are sent to it. */
  | 'ACTIVE'
  /** Nothing is sent to it, and what happens meanwhile never will be. */
  | 'DISABLED';

/** What is written on a request. */
export type WriteAccessRequestMessageInput = {
  /** Files that go with it, at most 5: ids that `POST /message-attachments?accessRequest=ID` answered within the last 24 hours. */
  attachments?: Array<string | number> | null | undefined;
  /** The request: one's own, or, for reviewers, one of somebody else. */
  id: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 2,000 characters, without anybody's CPF. */
  text: string;
};

export type PortfoliosQueryVariables = Exact<{ [key: string]: never; }>;


export type PortfoliosQuery = { portfolios: Array<{ slug: string, name: string, summary: string, needsCredential: boolean, environments: Array<Environment>, services: Array<{ slug: string, name: string }> }> | null };

export type ServicesQueryVariables = Exact<{
  filter?: ServiceFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type ServicesQuery = { services: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { slug: string, name: string, description: string, kind: ServiceKind, standard: string | null, portfolio: { slug: string, name: string }, endpoints: Array<{ environment: Environment, url: string, uf: string | null }> } }> } | null };

export type ViewerQueryVariables = Exact<{ [key: string]: never; }>;


export type ViewerQuery = { viewer: { id: string, name: string, email: string | null, roles: Array<Role>, assuranceLevel: AssuranceLevel } | null };

export type ConformanceRunSummaryFragment = { id: string, current: boolean, outcome: ConformanceRunOutcome, connector: string | null, openedAt: string, completedAt: string | null, calls: number, remaining: number, suiteChange: { version: string, what: string, completeUntil: string } | null, suite: { key: string, title: string, version: string, hash: string }, requirements: Array<{ key: string, title: string, severity: ConformanceSeverity, source: string, outcome: ConformanceOutcome, judged: ConformanceOutcome, attest: string | null, notTested: string | null, overrides: Array<{ outcome: ConformanceOverrideOutcome, state: ConformanceOverrideState, reason: string }>, declaration: { kind: ConformanceDeclarationKind, reason: string, at: string } | null, steps: Array<{ key: string, title: string, how: string, fault: FaultKind | null, outcome: ConformanceOutcome, tries: number, attempts: Array<{ outcome: ConformanceOutcome, begunAt: string, why: string | null, connector: string | null }> }> }> };

export type ConformanceQueryVariables = Exact<{
  id: string | number;
}>;


export type ConformanceQuery = { credential: { id: string, requesterIdentifier: string, homologationAccess: { conformanceSuites: Array<{ key: string, title: string, version: string, hash: string }>, conformanceRuns: { edges: Array<{ node: { id: string, suite: { key: string } } }> } } | null } | null };

export type ConformanceRunQueryVariables = Exact<{
  id: string | number;
}>;


export type ConformanceRunQuery = { node:
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string, current: boolean, outcome: ConformanceRunOutcome, connector: string | null, openedAt: string, completedAt: string | null, calls: number, remaining: number, suiteChange: { version: string, what: string, completeUntil: string } | null, suite: { key: string, title: string, version: string, hash: string }, requirements: Array<{ key: string, title: string, severity: ConformanceSeverity, source: string, outcome: ConformanceOutcome, judged: ConformanceOutcome, attest: string | null, notTested: string | null, overrides: Array<{ outcome: ConformanceOverrideOutcome, state: ConformanceOverrideState, reason: string }>, declaration: { kind: ConformanceDeclarationKind, reason: string, at: string } | null, steps: Array<{ key: string, title: string, how: string, fault: FaultKind | null, outcome: ConformanceOutcome, tries: number, attempts: Array<{ outcome: ConformanceOutcome, begunAt: string, why: string | null, connector: string | null }> }> }> }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
    | { id: string }
   | null };

export type ConformanceRunChangedSubscriptionVariables = Exact<{
  credentialId: string | number;
}>;


export type ConformanceRunChangedSubscription = { conformanceRunChanged: { run: { id: string, outcome: ConformanceRunOutcome, remaining: number }, call: { id: string, operation: string | null, status: number } | null } };

export type CredentialSummaryFragment = { id: string, environment: Environment, requesterIdentifier: string, clientId: string, state: CredentialState, stateChangedAt: string, stateReason: string | null, issuedAt: string, expiresAt: string, secretIssuedAt: string | null, previousSecretExpiresAt: string | null, allowedActions: Array<CredentialAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null }, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } };

export type CredentialsQueryVariables = Exact<{
  environment?: Environment | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CredentialsQuery = { credentials: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, environment: Environment, requesterIdentifier: string, clientId: string, state: CredentialState, stateChangedAt: string, stateReason: string | null, issuedAt: string, expiresAt: string, secretIssuedAt: string | null, previousSecretExpiresAt: string | null, allowedActions: Array<CredentialAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null }, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } } }> } | null };

export type CredentialQueryVariables = Exact<{
  id: string | number;
}>;


export type CredentialQuery = { credential: { id: string, environment: Environment, requesterIdentifier: string, clientId: string, state: CredentialState, stateChangedAt: string, stateReason: string | null, issuedAt: string, expiresAt: string, secretIssuedAt: string | null, previousSecretExpiresAt: string | null, allowedActions: Array<CredentialAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null }, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } } | null };

export type RotateCredentialSecretMutationVariables = Exact<{
  id: string | number;
  overlapHours?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type RotateCredentialSecretMutation = { rotateCredentialSecret: { secret: string | null, credential: { id: string, environment: Environment, requesterIdentifier: string, clientId: string, state: CredentialState, stateChangedAt: string, stateReason: string | null, issuedAt: string, expiresAt: string, secretIssuedAt: string | null, previousSecretExpiresAt: string | null, allowedActions: Array<CredentialAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null }, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type CredentialChangedSubscriptionVariables = Exact<{
  after?: string | null | undefined;
}>;


export type CredentialChangedSubscription = { credentialChanged: { cursor: string, credential: { id: string, environment: Environment, requesterIdentifier: string, clientId: string, state: CredentialState, stateChangedAt: string, stateReason: string | null, issuedAt: string, expiresAt: string, secretIssuedAt: string | null, previousSecretExpiresAt: string | null, allowedActions: Array<CredentialAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null }, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } } } };

export type CredentialCertificateQueryVariables = Exact<{
  id: string | number;
}>;


export type CredentialCertificateQuery = { credential: { id: string, certificate: { sha256: string } | null } | null };

export type ChangeCredentialCertificateMutationVariables = Exact<{
  id: string | number;
  certificatePem: string;
  currentSha256: string;
  overlapDays?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type ChangeCredentialCertificateMutation = { changeCredentialCertificate: { credential: { previousCertificateExpiresAt: string | null, id: string, environment: Environment, requesterIdentifier: string, clientId: string, state: CredentialState, stateChangedAt: string, stateReason: string | null, issuedAt: string, expiresAt: string, secretIssuedAt: string | null, previousSecretExpiresAt: string | null, allowedActions: Array<CredentialAction>, certificate: { sha256: string } | null, portfolio: { slug: string, name: string }, system: { id: string, name: string | null }, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type MessageFieldsFragment = { messageId: string, side: MessageSide, writtenAt: string, erasedAt: string | null, author: string, text: string | null, own: boolean, attachments: Array<{ attachmentId: string, fileName: string, mediaType: string, size: number, downloadUrl: string }> };

export type AccessRequestMessagesQueryVariables = Exact<{
  id: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessRequestMessagesQuery = { accessRequest: { id: string, protocol: string, unreadMessages: number, messages: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { messageId: string, side: MessageSide, writtenAt: string, erasedAt: string | null, author: string, text: string | null, own: boolean, attachments: Array<{ attachmentId: string, fileName: string, mediaType: string, size: number, downloadUrl: string }> } }> } } | null };

export type WriteAccessRequestMessageMutationVariables = Exact<{
  input: WriteAccessRequestMessageInput;
}>;


export type WriteAccessRequestMessageMutation = { writeAccessRequestMessage: { message: { messageId: string, side: MessageSide, writtenAt: string, erasedAt: string | null, author: string, text: string | null, own: boolean, attachments: Array<{ attachmentId: string, fileName: string, mediaType: string, size: number, downloadUrl: string }> } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type MarkAccessRequestMessagesReadMutationVariables = Exact<{
  input: MarkAccessRequestMessagesReadInput;
}>;


export type MarkAccessRequestMessagesReadMutation = { markAccessRequestMessagesRead: { accessRequest: { id: string, protocol: string, unreadMessages: number } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type AccessRequestMessageChangedSubscriptionVariables = Exact<{
  id?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessRequestMessageChangedSubscription = { accessRequestMessageChanged: { cursor: string, message: { messageId: string, side: MessageSide, writtenAt: string, erasedAt: string | null, author: string, text: string | null, own: boolean, attachments: Array<{ attachmentId: string, fileName: string, mediaType: string, size: number, downloadUrl: string }> }, accessRequest: { id: string, protocol: string } } };

export type RateLimitQueryVariables = Exact<{ [key: string]: never; }>;


export type RateLimitQuery = { rateLimit: { policy: string, limit: number, cost: number, remaining: number, resetAt: string, windowSeconds: number } };

export type AccessRequestSummaryFragment = { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null };

export type AccessRequestDetailFragment = { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, services: Array<{ slug: string, name: string }>, evidence: Array<{ id: string, fileName: string, mediaType: string, size: number, sha256: string, uploadedAt: string, scan: ScanState, downloadUrl: string | null, requirements: Array<{ code: string }> }>, checklist: Array<{ description: string | null, verdict: Verdict | null, note: string | null, requirement: { code: string, description: string } }>, warnings: Array<{ code: WarningCode, path: Array<string> | null, message: string }>, history: Array<{ at: string, actor: string, action: AccessRequestAction, from: AccessRequestState | null, to: AccessRequestState, message: string | null, reasons: Array<{ code: string, label: string, path: string | null, message: string }> }>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null };

export type EvidenceFieldsFragment = { id: string, fileName: string, mediaType: string, size: number, sha256: string, uploadedAt: string, scan: ScanState, downloadUrl: string | null, requirements: Array<{ code: string }> };

export type ProblemFieldsFragment = { code: ProblemCode, message: string, path: Array<string> | null };

export type AccessRequestsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  filter?: AccessRequestFilter | null | undefined;
}>;


export type AccessRequestsQuery = { accessRequests: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } }> } | null };

export type AccessRequestQueryVariables = Exact<{
  id: string | number;
}>;


export type AccessRequestQuery = { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, services: Array<{ slug: string, name: string }>, evidence: Array<{ id: string, fileName: string, mediaType: string, size: number, sha256: string, uploadedAt: string, scan: ScanState, downloadUrl: string | null, requirements: Array<{ code: string }> }>, checklist: Array<{ description: string | null, verdict: Verdict | null, note: string | null, requirement: { code: string, description: string } }>, warnings: Array<{ code: WarningCode, path: Array<string> | null, message: string }>, history: Array<{ at: string, actor: string, action: AccessRequestAction, from: AccessRequestState | null, to: AccessRequestState, message: string | null, reasons: Array<{ code: string, label: string, path: string | null, message: string }> }>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null };

export type AccessRequestByProtocolQueryVariables = Exact<{
  protocol: string;
}>;


export type AccessRequestByProtocolQuery = { accessRequestByProtocol: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, services: Array<{ slug: string, name: string }>, evidence: Array<{ id: string, fileName: string, mediaType: string, size: number, sha256: string, uploadedAt: string, scan: ScanState, downloadUrl: string | null, requirements: Array<{ code: string }> }>, checklist: Array<{ description: string | null, verdict: Verdict | null, note: string | null, requirement: { code: string, description: string } }>, warnings: Array<{ code: WarningCode, path: Array<string> | null, message: string }>, history: Array<{ at: string, actor: string, action: AccessRequestAction, from: AccessRequestState | null, to: AccessRequestState, message: string | null, reasons: Array<{ code: string, label: string, path: string | null, message: string }> }>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null };

export type CredentialOfRequestQueryVariables = Exact<{
  id: string | number;
}>;


export type CredentialOfRequestQuery = { accessRequest: { credential: { id: string, environment: Environment, requesterIdentifier: string, clientId: string, expiresAt: string } | null } | null };

export type CreateHomologationRequestMutationVariables = Exact<{
  input: CreateHomologationRequestInput;
}>;


export type CreateHomologationRequestMutation = { createHomologationRequest: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type CreateProductionRequestMutationVariables = Exact<{
  input: CreateProductionRequestInput;
}>;


export type CreateProductionRequestMutation = { createProductionRequest: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type UpdateAccessRequestMutationVariables = Exact<{
  input: UpdateAccessRequestInput;
}>;


export type UpdateAccessRequestMutation = { updateAccessRequest: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type SubmitAccessRequestMutationVariables = Exact<{
  id: string | number;
  version: number;
  idempotencyKey?: string | null | undefined;
}>;


export type SubmitAccessRequestMutation = { submitAccessRequest: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type CancelAccessRequestMutationVariables = Exact<{
  id: string | number;
  version: number;
  idempotencyKey?: string | null | undefined;
}>;


export type CancelAccessRequestMutation = { cancelAccessRequest: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type LabelEvidenceMutationVariables = Exact<{
  id: string | number;
  requirements: Array<string> | string;
  idempotencyKey?: string | null | undefined;
}>;


export type LabelEvidenceMutation = { labelEvidence: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type RemoveEvidenceMutationVariables = Exact<{
  id: string | number;
  idempotencyKey?: string | null | undefined;
}>;


export type RemoveEvidenceMutation = { removeEvidence: { accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type ChangesCursorQueryVariables = Exact<{ [key: string]: never; }>;


export type ChangesCursorQuery = { changesCursor: string | null };

export type AccessRequestChangedSubscriptionVariables = Exact<{
  id?: string | number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccessRequestChangedSubscription = { accessRequestChanged: { cursor: string, event: { at: string, actor: string, action: AccessRequestAction, from: AccessRequestState | null, to: AccessRequestState, message: string | null, reasons: Array<{ code: string, label: string, path: string | null, message: string }> }, accessRequest: { id: string, protocol: string, environment: Environment, state: AccessRequestState, version: number, createdAt: string, updatedAt: string, submittedAt: string | null, dueAt: string | null, decidedAt: string | null, allowedActions: Array<AccessRequestAction>, portfolio: { slug: string, name: string }, system: { id: string, name: string | null } | null, establishment: { cnes: string | null, cnpj: string | null, name: string, uf: string } | null } } };

export type TeamsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TeamsQuery = { teams: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, name: string, cnes: string | null, cnpj: string | null, viewerRole: TeamRole | null } }> } | null };

export type TeamQueryVariables = Exact<{
  id: string | number;
}>;


export type TeamQuery = { team: { id: string, name: string, cnes: string | null, cnpj: string | null, createdAt: string, viewerRole: TeamRole | null, members: Array<{ personId: string, name: string, email: string | null, role: TeamRole, since: string, invitedBy: string | null, own: boolean }> | null, invitations: Array<{ invitationId: string, email: string, role: TeamRole, expiresAt: string, state: TeamInvitationState }> | null } | null };

export type DocumentKindFieldsFragment = { code: string, name: string, guide: string | null, guideVersion: string | null, covered: Array<string>, notCovered: Array<string> };

export type DocumentKindsQueryVariables = Exact<{ [key: string]: never; }>;


export type DocumentKindsQuery = { documentKinds: Array<{ profiles: Array<string>, code: string, name: string, guide: string | null, guideVersion: string | null, covered: Array<string>, notCovered: Array<string> }> | null };

export type ValidateDocumentQueryVariables = Exact<{
  content: string;
}>;


export type ValidateDocumentQuery = { validateDocument: { outcome: ValidationOutcome, hasMoreFindings: boolean, documentKind: { code: string, name: string, guide: string | null, guideVersion: string | null, covered: Array<string>, notCovered: Array<string> } | null, findings: Array<{ kind: FindingKind, rule: string | null, expression: string, line: number, column: number, message: string, expected: string | null, source: string | null, profile: string | null, correction: { before: string, after: string, patch: string } | null }> } | null };

export type WebhookFieldsFragment = { id: string, url: string, description: string, eventTypes: Array<WebhookEventType>, state: WebhookState, disabledReason: WebhookDisabledReason | null, stateChangedAt: string, secretIssuedAt: string, previousSecretExpiresAt: string | null, lastDeliveredAt: string | null, createdAt: string, version: number, teamId: string | null, teamName: string | null, mayManage: boolean, createdBy: string | null, changedBy: string | null, changedAt: string | null };

export type WebhookDeliveryFieldsFragment = { id: string, messageId: string, eventType: string, payload: string, state: WebhookDeliveryState, attemptCount: number, nextAttemptAt: string | null, createdAt: string, finishedAt: string | null, attempts: Array<{ at: string, durationMs: number, responseStatus: number | null, responseBody: string | null, failure: WebhookFailure | null }> };

export type WebhooksQueryVariables = Exact<{
  teamId?: string | number | null | undefined;
  state?: WebhookState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhooksQuery = { webhooks: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, url: string, description: string, eventTypes: Array<WebhookEventType>, state: WebhookState, disabledReason: WebhookDisabledReason | null, stateChangedAt: string, secretIssuedAt: string, previousSecretExpiresAt: string | null, lastDeliveredAt: string | null, createdAt: string, version: number, teamId: string | null, teamName: string | null, mayManage: boolean, createdBy: string | null, changedBy: string | null, changedAt: string | null } }> } | null };

export type WebhookQueryVariables = Exact<{
  id: string | number;
  state?: WebhookDeliveryState | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WebhookQuery = { webhook: { id: string, url: string, description: string, eventTypes: Array<WebhookEventType>, state: WebhookState, disabledReason: WebhookDisabledReason | null, stateChangedAt: string, secretIssuedAt: string, previousSecretExpiresAt: string | null, lastDeliveredAt: string | null, createdAt: string, version: number, teamId: string | null, teamName: string | null, mayManage: boolean, createdBy: string | null, changedBy: string | null, changedAt: string | null, deliveries: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { id: string, messageId: string, eventType: string, payload: string, state: WebhookDeliveryState, attemptCount: number, nextAttemptAt: string | null, createdAt: string, finishedAt: string | null, attempts: Array<{ at: string, durationMs: number, responseStatus: number | null, responseBody: string | null, failure: WebhookFailure | null }> } }> } } | null };

export type CreateWebhookMutationVariables = Exact<{
  input: CreateWebhookInput;
}>;


export type CreateWebhookMutation = { createWebhook: { secret: string | null, webhook: { id: string, url: string, description: string, eventTypes: Array<WebhookEventType>, state: WebhookState, disabledReason: WebhookDisabledReason | null, stateChangedAt: string, secretIssuedAt: string, previousSecretExpiresAt: string | null, lastDeliveredAt: string | null, createdAt: string, version: number, teamId: string | null, teamName: string | null, mayManage: boolean, createdBy: string | null, changedBy: string | null, changedAt: string | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type UpdateWebhookMutationVariables = Exact<{
  input: UpdateWebhookInput;
}>;


export type UpdateWebhookMutation = { updateWebhook: { webhook: { id: string, url: string, description: string, eventTypes: Array<WebhookEventType>, state: WebhookState, disabledReason: WebhookDisabledReason | null, stateChangedAt: string, secretIssuedAt: string, previousSecretExpiresAt: string | null, lastDeliveredAt: string | null, createdAt: string, version: number, teamId: string | null, teamName: string | null, mayManage: boolean, createdBy: string | null, changedBy: string | null, changedAt: string | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type DeleteWebhookMutationVariables = Exact<{
  id: string | number;
  idempotencyKey?: string | null | undefined;
}>;


export type DeleteWebhookMutation = { deleteWebhook: { deletedId: string | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type RotateWebhookSecretMutationVariables = Exact<{
  id: string | number;
  overlapHours?: number | null | undefined;
  idempotencyKey?: string | null | undefined;
}>;


export type RotateWebhookSecretMutation = { rotateWebhookSecret: { secret: string | null, webhook: { id: string, url: string, description: string, eventTypes: Array<WebhookEventType>, state: WebhookState, disabledReason: WebhookDisabledReason | null, stateChangedAt: string, secretIssuedAt: string, previousSecretExpiresAt: string | null, lastDeliveredAt: string | null, createdAt: string, version: number, teamId: string | null, teamName: string | null, mayManage: boolean, createdBy: string | null, changedBy: string | null, changedAt: string | null } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type ReplayWebhookDeliveryMutationVariables = Exact<{
  id: string | number;
  idempotencyKey?: string | null | undefined;
}>;


export type ReplayWebhookDeliveryMutation = { replayWebhookDelivery: { delivery: { id: string, messageId: string, eventType: string, payload: string, state: WebhookDeliveryState, attemptCount: number, nextAttemptAt: string | null, createdAt: string, finishedAt: string | null, attempts: Array<{ at: string, durationMs: number, responseStatus: number | null, responseBody: string | null, failure: WebhookFailure | null }> } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export type TestWebhookMutationVariables = Exact<{
  id: string | number;
  idempotencyKey?: string | null | undefined;
}>;


export type TestWebhookMutation = { testWebhook: { delivery: { id: string, messageId: string, eventType: string, payload: string, state: WebhookDeliveryState, attemptCount: number, nextAttemptAt: string | null, createdAt: string, finishedAt: string | null, attempts: Array<{ at: string, durationMs: number, responseStatus: number | null, responseBody: string | null, failure: WebhookFailure | null }> } | null, problems: Array<{ code: ProblemCode, message: string, path: Array<string> | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const ConformanceRunSummaryFragmentDoc = new TypedDocumentString(`
    fragment ConformanceRunSummary on ConformanceRun {
  id
  current
  outcome
  connector
  openedAt
  completedAt
  calls
  remaining
  suiteChange {
    version
    what
    completeUntil
  }
  suite {
    key
    title
    version
    hash
  }
  requirements {
    key
    title
    severity
    source
    outcome
    judged
    overrides {
      outcome
      state
      reason
    }
    attest
    notTested
    declaration {
      kind
      reason
      at
    }
    steps {
      key
      title
      how
      fault
      outcome
      tries
      attempts {
        outcome
        begunAt
        why
        connector
      }
    }
  }
}
    `, {"fragmentName":"ConformanceRunSummary"}) as unknown as TypedDocumentString<ConformanceRunSummaryFragment, unknown>;
export const CredentialSummaryFragmentDoc = new TypedDocumentString(`
    fragment CredentialSummary on Credential {
  id
  environment
  requesterIdentifier
  clientId
  state
  stateChangedAt
  stateReason
  issuedAt
  expiresAt
  secretIssuedAt
  previousSecretExpiresAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
    `, {"fragmentName":"CredentialSummary"}) as unknown as TypedDocumentString<CredentialSummaryFragment, unknown>;
export const MessageFieldsFragmentDoc = new TypedDocumentString(`
    fragment MessageFields on AccessRequestMessage {
  messageId
  side
  writtenAt
  erasedAt
  author
  text
  own
  attachments {
    attachmentId
    fileName
    mediaType
    size
    downloadUrl
  }
}
    `, {"fragmentName":"MessageFields"}) as unknown as TypedDocumentString<MessageFieldsFragment, unknown>;
export const AccessRequestSummaryFragmentDoc = new TypedDocumentString(`
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
    `, {"fragmentName":"AccessRequestSummary"}) as unknown as TypedDocumentString<AccessRequestSummaryFragment, unknown>;
export const EvidenceFieldsFragmentDoc = new TypedDocumentString(`
    fragment EvidenceFields on Evidence {
  id
  fileName
  mediaType
  size
  sha256
  uploadedAt
  scan
  requirements {
    code
  }
  downloadUrl
}
    `, {"fragmentName":"EvidenceFields"}) as unknown as TypedDocumentString<EvidenceFieldsFragment, unknown>;
export const AccessRequestDetailFragmentDoc = new TypedDocumentString(`
    fragment AccessRequestDetail on AccessRequest {
  ...AccessRequestSummary
  services {
    slug
    name
  }
  evidence {
    ...EvidenceFields
  }
  checklist {
    description
    requirement {
      code
      description
    }
    verdict
    note
  }
  warnings {
    code
    path
    message
  }
  history {
    at
    actor
    action
    from
    to
    message
    reasons {
      code
      label
      path
      message
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment EvidenceFields on Evidence {
  id
  fileName
  mediaType
  size
  sha256
  uploadedAt
  scan
  requirements {
    code
  }
  downloadUrl
}`, {"fragmentName":"AccessRequestDetail"}) as unknown as TypedDocumentString<AccessRequestDetailFragment, unknown>;
export const ProblemFieldsFragmentDoc = new TypedDocumentString(`
    fragment ProblemFields on Problem {
  code
  message
  path
}
    `, {"fragmentName":"ProblemFields"}) as unknown as TypedDocumentString<ProblemFieldsFragment, unknown>;
export const DocumentKindFieldsFragmentDoc = new TypedDocumentString(`
    fragment DocumentKindFields on DocumentKind {
  code
  name
  guide
  guideVersion
  covered
  notCovered
}
    `, {"fragmentName":"DocumentKindFields"}) as unknown as TypedDocumentString<DocumentKindFieldsFragment, unknown>;
export const WebhookFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookFields on Webhook {
  id
  url
  description
  eventTypes
  state
  disabledReason
  stateChangedAt
  secretIssuedAt
  previousSecretExpiresAt
  lastDeliveredAt
  createdAt
  version
  teamId
  teamName
  mayManage
  createdBy
  changedBy
  changedAt
}
    `, {"fragmentName":"WebhookFields"}) as unknown as TypedDocumentString<WebhookFieldsFragment, unknown>;
export const WebhookDeliveryFieldsFragmentDoc = new TypedDocumentString(`
    fragment WebhookDeliveryFields on WebhookDelivery {
  id
  messageId
  eventType
  payload
  state
  attemptCount
  nextAttemptAt
  createdAt
  finishedAt
  attempts {
    at
    durationMs
    responseStatus
    responseBody
    failure
  }
}
    `, {"fragmentName":"WebhookDeliveryFields"}) as unknown as TypedDocumentString<WebhookDeliveryFieldsFragment, unknown>;
export const PortfoliosDocument = new TypedDocumentString(`
    query Portfolios {
  portfolios {
    slug
    name
    summary
    needsCredential
    environments
    services {
      slug
      name
    }
  }
}
    `) as unknown as TypedDocumentString<PortfoliosQuery, PortfoliosQueryVariables>;
export const ServicesDocument = new TypedDocumentString(`
    query Services($filter: ServiceFilter, $first: Int, $after: String) {
  services(filter: $filter, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        slug
        name
        description
        kind
        standard
        portfolio {
          slug
          name
        }
        endpoints {
          environment
          url
          uf
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ServicesQuery, ServicesQueryVariables>;
export const ViewerDocument = new TypedDocumentString(`
    query Viewer {
  viewer {
    id
    name
    email
    roles
    assuranceLevel
  }
}
    `) as unknown as TypedDocumentString<ViewerQuery, ViewerQueryVariables>;
export const ConformanceDocument = new TypedDocumentString(`
    query Conformance($id: ID!) {
  credential(id: $id) {
    id
    requesterIdentifier
    homologationAccess {
      conformanceSuites {
        key
        title
        version
        hash
      }
      conformanceRuns(current: true) {
        edges {
          node {
            id
            suite {
              key
            }
          }
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<ConformanceQuery, ConformanceQueryVariables>;
export const ConformanceRunDocument = new TypedDocumentString(`
    query ConformanceRun($id: ID!) {
  node(id: $id) {
    id
    ... on ConformanceRun {
      ...ConformanceRunSummary
    }
  }
}
    fragment ConformanceRunSummary on ConformanceRun {
  id
  current
  outcome
  connector
  openedAt
  completedAt
  calls
  remaining
  suiteChange {
    version
    what
    completeUntil
  }
  suite {
    key
    title
    version
    hash
  }
  requirements {
    key
    title
    severity
    source
    outcome
    judged
    overrides {
      outcome
      state
      reason
    }
    attest
    notTested
    declaration {
      kind
      reason
      at
    }
    steps {
      key
      title
      how
      fault
      outcome
      tries
      attempts {
        outcome
        begunAt
        why
        connector
      }
    }
  }
}`) as unknown as TypedDocumentString<ConformanceRunQuery, ConformanceRunQueryVariables>;
export const ConformanceRunChangedDocument = new TypedDocumentString(`
    subscription ConformanceRunChanged($credentialId: ID!) {
  conformanceRunChanged(credentialId: $credentialId) {
    run {
      id
      outcome
      remaining
    }
    call {
      id
      operation
      status
    }
  }
}
    `) as unknown as TypedDocumentString<ConformanceRunChangedSubscription, ConformanceRunChangedSubscriptionVariables>;
export const CredentialsDocument = new TypedDocumentString(`
    query Credentials($environment: Environment, $first: Int, $after: String) {
  credentials(environment: $environment, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...CredentialSummary
      }
    }
  }
}
    fragment CredentialSummary on Credential {
  id
  environment
  requesterIdentifier
  clientId
  state
  stateChangedAt
  stateReason
  issuedAt
  expiresAt
  secretIssuedAt
  previousSecretExpiresAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}`) as unknown as TypedDocumentString<CredentialsQuery, CredentialsQueryVariables>;
export const CredentialDocument = new TypedDocumentString(`
    query Credential($id: ID!) {
  credential(id: $id) {
    ...CredentialSummary
  }
}
    fragment CredentialSummary on Credential {
  id
  environment
  requesterIdentifier
  clientId
  state
  stateChangedAt
  stateReason
  issuedAt
  expiresAt
  secretIssuedAt
  previousSecretExpiresAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}`) as unknown as TypedDocumentString<CredentialQuery, CredentialQueryVariables>;
export const RotateCredentialSecretDocument = new TypedDocumentString(`
    mutation RotateCredentialSecret($id: ID!, $overlapHours: Int, $idempotencyKey: String) {
  rotateCredentialSecret(
    id: $id
    overlapHours: $overlapHours
    idempotencyKey: $idempotencyKey
  ) {
    credential {
      ...CredentialSummary
    }
    secret
    problems {
      ...ProblemFields
    }
  }
}
    fragment CredentialSummary on Credential {
  id
  environment
  requesterIdentifier
  clientId
  state
  stateChangedAt
  stateReason
  issuedAt
  expiresAt
  secretIssuedAt
  previousSecretExpiresAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<RotateCredentialSecretMutation, RotateCredentialSecretMutationVariables>;
export const CredentialChangedDocument = new TypedDocumentString(`
    subscription CredentialChanged($after: String) {
  credentialChanged(after: $after) {
    cursor
    credential {
      ...CredentialSummary
    }
  }
}
    fragment CredentialSummary on Credential {
  id
  environment
  requesterIdentifier
  clientId
  state
  stateChangedAt
  stateReason
  issuedAt
  expiresAt
  secretIssuedAt
  previousSecretExpiresAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}`) as unknown as TypedDocumentString<CredentialChangedSubscription, CredentialChangedSubscriptionVariables>;
export const CredentialCertificateDocument = new TypedDocumentString(`
    query CredentialCertificate($id: ID!) {
  credential(id: $id) {
    id
    certificate {
      sha256
    }
  }
}
    `) as unknown as TypedDocumentString<CredentialCertificateQuery, CredentialCertificateQueryVariables>;
export const ChangeCredentialCertificateDocument = new TypedDocumentString(`
    mutation ChangeCredentialCertificate($id: ID!, $certificatePem: String!, $currentSha256: String!, $overlapDays: Int, $idempotencyKey: String) {
  changeCredentialCertificate(
    id: $id
    certificatePem: $certificatePem
    currentSha256: $currentSha256
    overlapDays: $overlapDays
    idempotencyKey: $idempotencyKey
  ) {
    credential {
      ...CredentialSummary
      certificate {
        sha256
      }
      previousCertificateExpiresAt
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment CredentialSummary on Credential {
  id
  environment
  requesterIdentifier
  clientId
  state
  stateChangedAt
  stateReason
  issuedAt
  expiresAt
  secretIssuedAt
  previousSecretExpiresAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<ChangeCredentialCertificateMutation, ChangeCredentialCertificateMutationVariables>;
export const AccessRequestMessagesDocument = new TypedDocumentString(`
    query AccessRequestMessages($id: ID!, $first: Int, $after: String) {
  accessRequest(id: $id) {
    id
    protocol
    unreadMessages
    messages(first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...MessageFields
        }
      }
    }
  }
}
    fragment MessageFields on AccessRequestMessage {
  messageId
  side
  writtenAt
  erasedAt
  author
  text
  own
  attachments {
    attachmentId
    fileName
    mediaType
    size
    downloadUrl
  }
}`) as unknown as TypedDocumentString<AccessRequestMessagesQuery, AccessRequestMessagesQueryVariables>;
export const WriteAccessRequestMessageDocument = new TypedDocumentString(`
    mutation WriteAccessRequestMessage($input: WriteAccessRequestMessageInput!) {
  writeAccessRequestMessage(input: $input) {
    message {
      ...MessageFields
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment MessageFields on AccessRequestMessage {
  messageId
  side
  writtenAt
  erasedAt
  author
  text
  own
  attachments {
    attachmentId
    fileName
    mediaType
    size
    downloadUrl
  }
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<WriteAccessRequestMessageMutation, WriteAccessRequestMessageMutationVariables>;
export const MarkAccessRequestMessagesReadDocument = new TypedDocumentString(`
    mutation MarkAccessRequestMessagesRead($input: MarkAccessRequestMessagesReadInput!) {
  markAccessRequestMessagesRead(input: $input) {
    accessRequest {
      id
      protocol
      unreadMessages
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<MarkAccessRequestMessagesReadMutation, MarkAccessRequestMessagesReadMutationVariables>;
export const AccessRequestMessageChangedDocument = new TypedDocumentString(`
    subscription AccessRequestMessageChanged($id: ID, $after: String) {
  accessRequestMessageChanged(id: $id, after: $after) {
    cursor
    message {
      ...MessageFields
    }
    accessRequest {
      id
      protocol
    }
  }
}
    fragment MessageFields on AccessRequestMessage {
  messageId
  side
  writtenAt
  erasedAt
  author
  text
  own
  attachments {
    attachmentId
    fileName
    mediaType
    size
    downloadUrl
  }
}`) as unknown as TypedDocumentString<AccessRequestMessageChangedSubscription, AccessRequestMessageChangedSubscriptionVariables>;
export const RateLimitDocument = new TypedDocumentString(`
    query RateLimit {
  rateLimit {
    policy
    limit
    cost
    remaining
    resetAt
    windowSeconds
  }
}
    `) as unknown as TypedDocumentString<RateLimitQuery, RateLimitQueryVariables>;
export const AccessRequestsDocument = new TypedDocumentString(`
    query AccessRequests($first: Int, $after: String, $filter: AccessRequestFilter) {
  accessRequests(first: $first, after: $after, filter: $filter) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...AccessRequestSummary
      }
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}`) as unknown as TypedDocumentString<AccessRequestsQuery, AccessRequestsQueryVariables>;
export const AccessRequestDocument = new TypedDocumentString(`
    query AccessRequest($id: ID!) {
  accessRequest(id: $id) {
    ...AccessRequestDetail
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment AccessRequestDetail on AccessRequest {
  ...AccessRequestSummary
  services {
    slug
    name
  }
  evidence {
    ...EvidenceFields
  }
  checklist {
    description
    requirement {
      code
      description
    }
    verdict
    note
  }
  warnings {
    code
    path
    message
  }
  history {
    at
    actor
    action
    from
    to
    message
    reasons {
      code
      label
      path
      message
    }
  }
}
fragment EvidenceFields on Evidence {
  id
  fileName
  mediaType
  size
  sha256
  uploadedAt
  scan
  requirements {
    code
  }
  downloadUrl
}`) as unknown as TypedDocumentString<AccessRequestQuery, AccessRequestQueryVariables>;
export const AccessRequestByProtocolDocument = new TypedDocumentString(`
    query AccessRequestByProtocol($protocol: String!) {
  accessRequestByProtocol(protocol: $protocol) {
    ...AccessRequestDetail
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment AccessRequestDetail on AccessRequest {
  ...AccessRequestSummary
  services {
    slug
    name
  }
  evidence {
    ...EvidenceFields
  }
  checklist {
    description
    requirement {
      code
      description
    }
    verdict
    note
  }
  warnings {
    code
    path
    message
  }
  history {
    at
    actor
    action
    from
    to
    message
    reasons {
      code
      label
      path
      message
    }
  }
}
fragment EvidenceFields on Evidence {
  id
  fileName
  mediaType
  size
  sha256
  uploadedAt
  scan
  requirements {
    code
  }
  downloadUrl
}`) as unknown as TypedDocumentString<AccessRequestByProtocolQuery, AccessRequestByProtocolQueryVariables>;
export const CredentialOfRequestDocument = new TypedDocumentString(`
    query CredentialOfRequest($id: ID!) {
  accessRequest(id: $id) {
    credential {
      id
      environment
      requesterIdentifier
      clientId
      expiresAt
    }
  }
}
    `) as unknown as TypedDocumentString<CredentialOfRequestQuery, CredentialOfRequestQueryVariables>;
export const CreateHomologationRequestDocument = new TypedDocumentString(`
    mutation CreateHomologationRequest($input: CreateHomologationRequestInput!) {
  createHomologationRequest(input: $input) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<CreateHomologationRequestMutation, CreateHomologationRequestMutationVariables>;
export const CreateProductionRequestDocument = new TypedDocumentString(`
    mutation CreateProductionRequest($input: CreateProductionRequestInput!) {
  createProductionRequest(input: $input) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<CreateProductionRequestMutation, CreateProductionRequestMutationVariables>;
export const UpdateAccessRequestDocument = new TypedDocumentString(`
    mutation UpdateAccessRequest($input: UpdateAccessRequestInput!) {
  updateAccessRequest(input: $input) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<UpdateAccessRequestMutation, UpdateAccessRequestMutationVariables>;
export const SubmitAccessRequestDocument = new TypedDocumentString(`
    mutation SubmitAccessRequest($id: ID!, $version: Int!, $idempotencyKey: String) {
  submitAccessRequest(id: $id, version: $version, idempotencyKey: $idempotencyKey) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<SubmitAccessRequestMutation, SubmitAccessRequestMutationVariables>;
export const CancelAccessRequestDocument = new TypedDocumentString(`
    mutation CancelAccessRequest($id: ID!, $version: Int!, $idempotencyKey: String) {
  cancelAccessRequest(id: $id, version: $version, idempotencyKey: $idempotencyKey) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<CancelAccessRequestMutation, CancelAccessRequestMutationVariables>;
export const LabelEvidenceDocument = new TypedDocumentString(`
    mutation LabelEvidence($id: ID!, $requirements: [String!]!, $idempotencyKey: String) {
  labelEvidence(
    id: $id
    requirements: $requirements
    idempotencyKey: $idempotencyKey
  ) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<LabelEvidenceMutation, LabelEvidenceMutationVariables>;
export const RemoveEvidenceDocument = new TypedDocumentString(`
    mutation RemoveEvidence($id: ID!, $idempotencyKey: String) {
  removeEvidence(id: $id, idempotencyKey: $idempotencyKey) {
    accessRequest {
      ...AccessRequestSummary
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}
fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<RemoveEvidenceMutation, RemoveEvidenceMutationVariables>;
export const ChangesCursorDocument = new TypedDocumentString(`
    query ChangesCursor {
  changesCursor
}
    `) as unknown as TypedDocumentString<ChangesCursorQuery, ChangesCursorQueryVariables>;
export const AccessRequestChangedDocument = new TypedDocumentString(`
    subscription AccessRequestChanged($id: ID, $after: String) {
  accessRequestChanged(id: $id, after: $after) {
    cursor
    event {
      at
      actor
      action
      from
      to
      message
      reasons {
        code
        label
        path
        message
      }
    }
    accessRequest {
      ...AccessRequestSummary
    }
  }
}
    fragment AccessRequestSummary on AccessRequest {
  id
  protocol
  environment
  state
  version
  createdAt
  updatedAt
  submittedAt
  dueAt
  decidedAt
  portfolio {
    slug
    name
  }
  system {
    id
    name
  }
  establishment {
    cnes
    cnpj
    name
    uf
  }
  allowedActions
}`) as unknown as TypedDocumentString<AccessRequestChangedSubscription, AccessRequestChangedSubscriptionVariables>;
export const TeamsDocument = new TypedDocumentString(`
    query Teams($first: Int, $after: String) {
  teams(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        id
        name
        cnes
        cnpj
        viewerRole
      }
    }
  }
}
    `) as unknown as TypedDocumentString<TeamsQuery, TeamsQueryVariables>;
export const TeamDocument = new TypedDocumentString(`
    query Team($id: ID!) {
  team(id: $id) {
    id
    name
    cnes
    cnpj
    createdAt
    viewerRole
    members {
      personId
      name
      email
      role
      since
      invitedBy
      own
    }
    invitations {
      invitationId
      email
      role
      expiresAt
      state
    }
  }
}
    `) as unknown as TypedDocumentString<TeamQuery, TeamQueryVariables>;
export const DocumentKindsDocument = new TypedDocumentString(`
    query DocumentKinds {
  documentKinds {
    ...DocumentKindFields
    profiles
  }
}
    fragment DocumentKindFields on DocumentKind {
  code
  name
  guide
  guideVersion
  covered
  notCovered
}`) as unknown as TypedDocumentString<DocumentKindsQuery, DocumentKindsQueryVariables>;
export const ValidateDocumentDocument = new TypedDocumentString(`
    query ValidateDocument($content: String!) {
  validateDocument(content: $content) {
    outcome
    documentKind {
      ...DocumentKindFields
    }
    findings {
      kind
      rule
      expression
      line
      column
      message
      expected
      source
      profile
      correction {
        before
        after
        patch
      }
    }
    hasMoreFindings
  }
}
    fragment DocumentKindFields on DocumentKind {
  code
  name
  guide
  guideVersion
  covered
  notCovered
}`) as unknown as TypedDocumentString<ValidateDocumentQuery, ValidateDocumentQueryVariables>;
export const WebhooksDocument = new TypedDocumentString(`
    query Webhooks($teamId: ID, $state: WebhookState, $first: Int, $after: String) {
  webhooks(teamId: $teamId, state: $state, first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        ...WebhookFields
      }
    }
  }
}
    fragment WebhookFields on Webhook {
  id
  url
  description
  eventTypes
  state
  disabledReason
  stateChangedAt
  secretIssuedAt
  previousSecretExpiresAt
  lastDeliveredAt
  createdAt
  version
  teamId
  teamName
  mayManage
  createdBy
  changedBy
  changedAt
}`) as unknown as TypedDocumentString<WebhooksQuery, WebhooksQueryVariables>;
export const WebhookDocument = new TypedDocumentString(`
    query Webhook($id: ID!, $state: WebhookDeliveryState, $first: Int, $after: String) {
  webhook(id: $id) {
    ...WebhookFields
    deliveries(state: $state, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...WebhookDeliveryFields
        }
      }
    }
  }
}
    fragment WebhookFields on Webhook {
  id
  url
  description
  eventTypes
  state
  disabledReason
  stateChangedAt
  secretIssuedAt
  previousSecretExpiresAt
  lastDeliveredAt
  createdAt
  version
  teamId
  teamName
  mayManage
  createdBy
  changedBy
  changedAt
}
fragment WebhookDeliveryFields on WebhookDelivery {
  id
  messageId
  eventType
  payload
  state
  attemptCount
  nextAttemptAt
  createdAt
  finishedAt
  attempts {
    at
    durationMs
    responseStatus
    responseBody
    failure
  }
}`) as unknown as TypedDocumentString<WebhookQuery, WebhookQueryVariables>;
export const CreateWebhookDocument = new TypedDocumentString(`
    mutation CreateWebhook($input: CreateWebhookInput!) {
  createWebhook(input: $input) {
    webhook {
      ...WebhookFields
    }
    secret
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}
fragment WebhookFields on Webhook {
  id
  url
  description
  eventTypes
  state
  disabledReason
  stateChangedAt
  secretIssuedAt
  previousSecretExpiresAt
  lastDeliveredAt
  createdAt
  version
  teamId
  teamName
  mayManage
  createdBy
  changedBy
  changedAt
}`) as unknown as TypedDocumentString<CreateWebhookMutation, CreateWebhookMutationVariables>;
export const UpdateWebhookDocument = new TypedDocumentString(`
    mutation UpdateWebhook($input: UpdateWebhookInput!) {
  updateWebhook(input: $input) {
    webhook {
      ...WebhookFields
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}
fragment WebhookFields on Webhook {
  id
  url
  description
  eventTypes
  state
  disabledReason
  stateChangedAt
  secretIssuedAt
  previousSecretExpiresAt
  lastDeliveredAt
  createdAt
  version
  teamId
  teamName
  mayManage
  createdBy
  changedBy
  changedAt
}`) as unknown as TypedDocumentString<UpdateWebhookMutation, UpdateWebhookMutationVariables>;
export const DeleteWebhookDocument = new TypedDocumentString(`
    mutation DeleteWebhook($id: ID!, $idempotencyKey: String) {
  deleteWebhook(id: $id, idempotencyKey: $idempotencyKey) {
    deletedId
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}`) as unknown as TypedDocumentString<DeleteWebhookMutation, DeleteWebhookMutationVariables>;
export const RotateWebhookSecretDocument = new TypedDocumentString(`
    mutation RotateWebhookSecret($id: ID!, $overlapHours: Int, $idempotencyKey: String) {
  rotateWebhookSecret(
    id: $id
    overlapHours: $overlapHours
    idempotencyKey: $idempotencyKey
  ) {
    webhook {
      ...WebhookFields
    }
    secret
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}
fragment WebhookFields on Webhook {
  id
  url
  description
  eventTypes
  state
  disabledReason
  stateChangedAt
  secretIssuedAt
  previousSecretExpiresAt
  lastDeliveredAt
  createdAt
  version
  teamId
  teamName
  mayManage
  createdBy
  changedBy
  changedAt
}`) as unknown as TypedDocumentString<RotateWebhookSecretMutation, RotateWebhookSecretMutationVariables>;
export const ReplayWebhookDeliveryDocument = new TypedDocumentString(`
    mutation ReplayWebhookDelivery($id: ID!, $idempotencyKey: String) {
  replayWebhookDelivery(id: $id, idempotencyKey: $idempotencyKey) {
    delivery {
      ...WebhookDeliveryFields
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}
fragment WebhookDeliveryFields on WebhookDelivery {
  id
  messageId
  eventType
  payload
  state
  attemptCount
  nextAttemptAt
  createdAt
  finishedAt
  attempts {
    at
    durationMs
    responseStatus
    responseBody
    failure
  }
}`) as unknown as TypedDocumentString<ReplayWebhookDeliveryMutation, ReplayWebhookDeliveryMutationVariables>;
export const TestWebhookDocument = new TypedDocumentString(`
    mutation TestWebhook($id: ID!, $idempotencyKey: String) {
  testWebhook(id: $id, idempotencyKey: $idempotencyKey) {
    delivery {
      ...WebhookDeliveryFields
    }
    problems {
      ...ProblemFields
    }
  }
}
    fragment ProblemFields on Problem {
  code
  message
  path
}
fragment WebhookDeliveryFields on WebhookDelivery {
  id
  messageId
  eventType
  payload
  state
  attemptCount
  nextAttemptAt
  createdAt
  finishedAt
  attempts {
    at
    durationMs
    responseStatus
    responseBody
    failure
  }
}`) as unknown as TypedDocumentString<TestWebhookMutation, TestWebhookMutationVariables>;