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

/** In how long the Ministry is normally to answer. */
export type AnswerTimeInput = {
  /** How many of them. */
  amount: number;
  /** In which environment. */
  environment: Environment;
  /** Slug of the portfolio; none for every one that has no time of its own there. */
  portfolio?: string | null | undefined;
  /** What it is counted in. */
  unit: AnswerTimeUnit;
};

/** What the time for an answer is counted in. */
export type AnswerTimeUnit =
  /** Hours of the clock, from the submit on. */
  | 'HOURS'
  /** Working days of Brasília: the day of the submit does not count, and the time ends at 18:00 of the last day. */
  | 'WORKING_DAYS';

/** A fault to be done to the next calls of a credential to the EHR host. */
export type ArmFaultInput = {
  /** To how many calls: 1 to 20. */
  calls?: number;
  /** An ACTIVE credential for homologation of your own. */
  credentialId: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** What is done. */
  kind: FaultKind;
  /** For how many minutes it waits for them: 1 to 60. */
  minutes?: number;
  /** Makes what is drawn (how long, until when) come out the same again; drawn where absent. */
  seed?: number | null | undefined;
};

/** How sure gov.br is of who a person is. */
export type AssuranceLevel =
  /** Bronze: may draft, not submit. */
  | 'BRONZE'
  /** Ouro: may submit. */
  | 'GOLD'
  /** Prata: may submit. */
  | 'SILVER';

/** Whether an environment asks for a digital certificate, as it is being written. */
export type CertificateContentInput = {
  /** The environment. */
  environment: Environment;
  /** Whether a request must, may or does not carry one. */
  policy: CertificatePolicy;
};

/** Whose ICP-Brasil certificate it is. */
export type CertificateKind =
  /** Of a legal person. */
  | 'E_CNPJ'
  /** Of a natural person. */
  | 'E_CPF';

/** Whether a portfolio wants a certificate. */
export type CertificatePolicy =
  /** None is asked for. */
  | 'NONE'
  /** A request may carry one. */
  | 'OPTIONAL'
  /** A request without one cannot be submitted. */
  | 'REQUIRED';

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

/** Which proposal is confirmed, by somebody else than who made it. */
export type ConfirmConformanceOverrideInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The proposal that was read. */
  proposalId: string | number;
  /** A run that calls move, of a credential that is not your own. */
  runId: string | number;
};

/** What about a requirement of a run waits for a reviewer. */
export type ConformanceAwaitingKind =
  /** A message of the integrator that nobody answered. */
  | 'MESSAGE'
  /** Another outcome that somebody else proposed: a second person is to decide. */
  | 'PROPOSAL';

/** What the owner of a credential declares of a requirement in the place of calls. */
export type ConformanceDeclarationKind =
  /** It is so; of requirements that no call can show. */
  | 'ATTESTED'
  /** It does not apply; of requirements of which the suite says that this may be. */
  | 'NOT_APPLICABLE';

/** Who wrote a message about a requirement of a run; which person it was is told to nobody. */
export type ConformanceMessageSide =
  /** The owner of the credential. */
  | 'INTEGRATOR'
  /** One of those who look at the run for the Ministry. */
  | 'REVIEWERS';

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

/** What the viewer may do about another outcome that was proposed. */
export type ConformanceOverrideAction =
  /** Agree with it, as a second reviewer. */
  | 'CONFIRM'
  /** Not agree with it, as a second reviewer. */
  | 'DECLINE'
  /** Take it back, as who proposed it. */
  | 'WITHDRAW';

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

/** Whether a conformance report still counts as evidence. */
export type ConformanceReportStanding =
  /** Its time is over. */
  | 'EXPIRED'
  /** It counts. */
  | 'IN_FORCE'
  /** A newer version of its suite took its place, and the time to go on with it is over. */
  | 'SUITE_REPLACED';

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

/** What is gone on with: one of the two. */
export type ContinueAccessRequestInput = {
  /** A homologation credential that is EXPIRED or REVOKED. */
  credentialId?: string | number | null | undefined;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** A homologation request that is REJECTED or CANCELLED. */
  requestId?: string | number | null | undefined;
};

/** Whether applicant and reviewers may write to each other on a request now. */
export type ConversationState =
  /** The request was cancelled. */
  | 'CANCELLED'
  /** The request was decided more than 30 days ago. */
  | 'ENDED'
  /** Nobody reviews it before it is submitted for the first time. */
  | 'NOT_SUBMITTED'
  /** Messages are taken. */
  | 'OPEN';

/** What an alteration starts from. */
export type CreateAlterationRequestInput = {
  /** The credential, which is ACTIVE. */
  credentialId: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
};

/** What a homologation request starts from. */
export type CreateHomologationRequestInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** Slug of the portfolio. */
  portfolio: string;
  /** Slugs of its services, one or more. */
  services: Array<string>;
};

/** What a personal access token is to be. */
export type CreatePersonalAccessTokenInput = {
  /** IPv4 or IPv6 addresses or CIDR ranges that it may be used from, at most 50; any address where absent or empty. */
  allowedIps?: Array<string> | null | undefined;
  /** When it ends: at most a year from now; 90 days where absent. */
  expiresAt?: string | null | undefined;
  /** What its owner calls it: 1 to 100 characters. */
  name: string;
  /** What it may do: catalogue:read, requests:read, requests:write, credentials:read, credentials:write, webhooks:write; at least one. */
  scopes: Array<string>;
};

/** What a production request starts from. */
export type CreateProductionRequestInput = {
  /** The homologation credential. */
  credentialId: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
};

/** What a token of a team is to be. */
export type CreateTeamTokenInput = {
  /** IPv4 or IPv6 addresses or CIDR ranges that it may be used from, at most 50; any address where absent or empty. */
  allowedIps?: Array<string> | null | undefined;
  /** When it ends: at most a year from now; 90 days where absent. */
  expiresAt?: string | null | undefined;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** What it is called: 1 to 100 characters. Stands in histories where it acts. */
  name: string;
  /** What it is in the team: INTEGRADOR or LEITURA. */
  role: TeamRole;
  /** What it may do of that: catalogue:read, requests:read, requests:write, credentials:read, credentials:write, webhooks:write; at least one. */
  scopes: Array<string>;
  /** The team. */
  teamId: string | number;
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

/** What was read. */
export type DataReadingKind =
  /** The form of a request, with who asked and who answers for the access. */
  | 'ACCESS_REQUEST'
  /** A credential, with its certificate. */
  | 'CREDENTIAL'
  /** A file of evidence. */
  | 'EVIDENCE'
  /** A file that went with a message. */
  | 'MESSAGE_ATTACHMENT';

/** What is declared of a requirement in the place of calls. */
export type DeclareConformanceRequirementInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** NOT_APPLICABLE where the suite says that this may be, ATTESTED where no call can show it. */
  kind: ConformanceDeclarationKind;
  /** Why, 10 to 2,000 characters. It is part of the evidence. */
  reason: string;
  /** The requirement's key. */
  requirement: string;
  /** A run of a credential of your own, that no other took the place of. */
  runId: string | number;
};

/** Which proposal is declined, by somebody else than who made it, and why. */
export type DeclineConformanceOverrideInput = {
  /** Why, for reviewers alone: 10 to 2,000 characters, without anybody's CPF. */
  comment: string;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The proposal that was read. */
  proposalId: string | number;
  /** A run that calls move, of a credential that is not your own. */
  runId: string | number;
};

/** Whose armed faults are to be done no more. */
export type DisarmFaultsInput = {
  /** A credential for homologation of your own. */
  credentialId: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
};

/** Where a service is reached, as it is being written. */
export type EndpointContentInput = {
  /** The environment that it belongs to; one address each. */
  environment: Environment;
  /** Where its access token is drawn, where that is elsewhere. */
  tokenUrl?: string | null | undefined;
  /** Its address; {uf} in it stands for each state. */
  url: string;
};

/** Where a service runs and a credential is good for. */
export type Environment =
  /** Homologação: validates the integration before any contact with production. */
  | 'HOMOLOGATION'
  /** Produção: the stable environment with real data. */
  | 'PRODUCTION';

/** A message that shows data of a patient. */
export type EraseAccessRequestMessageInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The message. */
  messageId: string | number;
};

/** What has to be done before an account is erased. */
export type ErasureObstacleKind =
  /** They answer, as manager, for a credential that is not over. */
  | 'CREDENTIAL_MANAGER'
  /** They hold a request under review. */
  | 'HELD_REVIEW'
  /** They are the only GESTOR of a team that has others in it, or something that runs. */
  | 'LAST_GESTOR'
  /** They have a role of the Ministry. */
  | 'MINISTRY_ROLE'
  /** A request that they sent, or one of their teams that names them as manager, waits for an answer, or for changes. */
  | 'OPEN_REQUEST';

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

/** Whether a second person is to approve in an environment of a portfolio. */
export type FourEyesInput = {
  /** In which environment. */
  environment: Environment;
  /** Whether a second person must approve. */
  needed: boolean;
  /** Slug of the portfolio. */
  portfolio: string;
};

/** A host of the homologation environment. */
export type HomologationHost =
  /** Gives access tokens to certificates. */
  | 'AUTH'
  /** Answers queries and takes documents. */
  | 'EHR';

/** What the homologation environment did not do as it should. */
export type HomologationIncidentKind =
  /** It was not there. */
  | 'DOWN'
  /** Calls were answered 5xx that nobody had armed, or could not be recorded. */
  | 'FAILED_CALLS'
  /** A maintenance that was announced. */
  | 'MAINTENANCE';

/** Somebody to be invited to a team. */
export type InviteToTeamInput = {
  /** Their e-mail address. */
  email: string;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** What they are to be in it. */
  role: TeamRole;
  /** The team. */
  teamId: string | number;
};

/** A trial certificate to be drawn. */
export type IssueTrialCertificateInput = {
  /** A certificate request (PKCS#10) as PEM, signed by the key that it is for: RSA of 2,048 to 4,096 bits, P-256 or P-384. Only the key is taken from it. Keep the private key; it never comes here. */
  certificateRequest: string;
  /** An ACTIVE credential for homologation of your own. */
  credentialId: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
};

/** A holiday beside the national ones. */
export type LocalHolidayInput = {
  /** As 2027-02-09, in Brasília; no national holiday, for those count by themselves. */
  date: string;
  /** What it is called, at most 80 characters. */
  name: string;
};

/** What asking for an establishment gave; NOT_IN_SAMPLE and UNAVAILABLE let the applicant type it. */
export type LookupOutcome =
  /** It is there. */
  | 'FOUND'
  /** The number itself is wrong. */
  | 'INVALID'
  /** Not in the bundled sample, and no register to ask. */
  | 'NOT_IN_SAMPLE'
  /** The register knows no such establishment. */
  | 'NO_SUCH'
  /** The register did not answer. */
  | 'UNAVAILABLE';

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

/** How far the viewer has read what was written about a requirement. */
export type MarkConformanceMessagesReadInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The requirement's key. */
  requirement: string;
  /** A run that the viewer reads. */
  runId: string | number;
  /** The newest message that was read: what came after it stays unread. */
  upTo: string | number;
};

/** Which of their own notices were read: some by their ids, or all of a side or kind. */
export type MarkNoticesReadInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** These, at most 100; all of the side where it is left out. */
  ids?: Array<string | number> | null | undefined;
  /** Of all of the side, only those of this kind. */
  kind?: NoticeKind | null | undefined;
  /** What is read in the console of who asks for access, or in the one of reviewers. */
  side: MessageSide;
};

/** On whose side somebody stands who writes on a request, or is told of it. */
export type MessageSide =
  /** Who asks for access. */
  | 'INTEGRATOR'
  /** The reviewers of the Ministry. */
  | 'REVIEWERS';

/** What somebody may be for the Ministry. */
export type MinistryRole =
  /** Reads as a reviewer does, releases claims, suspends and reinstates for the Ministry, decides nothing. */
  | 'ADMIN'
  /** Reads requests and credentials for the Ministry, changes nothing. */
  | 'AUDITOR'
  /** Reads as a reviewer does, hands requests to reviewers and releases claims, decides nothing. */
  | 'MANAGER'
  /** Reads requests and evidence for the Ministry, and decides. */
  | 'REVIEWER';

/** What a notice tells of. */
export type NoticeKind =
  /** An alteration of a credential of their team was approved. */
  | 'ALTERATION_APPROVED'
  /** The certificate of a credential of their team was changed for another. */
  | 'CERTIFICATE_CHANGED'
  /** A reviewer asks for changes to a request of their team. */
  | 'CHANGES_REQUESTED'
  /** A credential of their team ends within 30 days, 7 days, or a day. */
  | 'CREDENTIAL_EXPIRING'
  /** A credential of their team was issued. */
  | 'CREDENTIAL_ISSUED'
  /** A credential of their team was revoked. */
  | 'CREDENTIAL_REVOKED'
  /** A credential of their team was suspended. */
  | 'CREDENTIAL_SUSPENDED'
  /** A credential went from one team of an establishment to another: both teams are told, and MANAGER. */
  | 'CREDENTIAL_TRANSFERRED'
  /** Reviewers: of the time for an answer two thirds or five sixths have passed, or all of it. */
  | 'DEADLINE_NEAR'
  /** Their account is to be erased: told when it was asked for, and again a day before. */
  | 'ERASURE_ASKED'
  /** Who made webhooks or tokens of a team that they answer for is no longer in it; what they made goes on. */
  | 'MAKER_LEFT'
  /** A reviewer: a colleague mentions them in an internal note. */
  | 'MENTIONED'
  /** The other side wrote on a request. */
  | 'MESSAGE_WRITTEN'
  /** A request of their team was approved. */
  | 'REQUEST_APPROVED'
  /** Reviewers: a request entered the queue. */
  | 'REQUEST_ARRIVED'
  /** A reviewer began to review a request of their team. */
  | 'REQUEST_CLAIMED'
  /** A reviewer: a request was handed to them. */
  | 'REQUEST_HANDED_OVER'
  /** A request of their team was rejected. */
  | 'REQUEST_REJECTED'
  /** Reviewers: a request came back with the changes that were asked for. */
  | 'REQUEST_RESUBMITTED'
  /** A request of their team was submitted. */
  | 'REQUEST_SUBMITTED'
  /** A run of a conformance suite was completed by a system of their team. */
  | 'RUN_COMPLETED'
  /** A new secret was drawn for a credential of their team. */
  | 'SECRET_DRAWN'
  /** Who administrates: a security key of theirs was registered. */
  | 'SECURITY_KEY_ADDED'
  /** Who administrates: a key of theirs was refused that may be a copy. */
  | 'SECURITY_KEY_REFUSED'
  /** Who administrates: a security key of theirs, or all, were taken away. */
  | 'SECURITY_KEY_REMOVED'
  /** A token of a team that they answer for ends within 30 days, 7 days, or a day. */
  | 'TEAM_TOKEN_EXPIRING'
  /** The Portal stopped sending to a webhook of theirs, or of a team that they answer for. */
  | 'WEBHOOK_STOPPED';

/** What the portal consists of, as its users see it. */
export type PortalPart =
  /** The API, with requests and credentials. */
  | 'API'
  /** The pages, and signing in. */
  | 'CONSOLE'
  /** The Auth and EHR hosts of the homologation environment. */
  | 'HOMOLOGATION'
  /** Notices by e-mail. */
  | 'MAIL'
  /** Events to webhooks. */
  | 'WEBHOOKS';

/** What a portfolio is to say; what is absent is taken out. */
export type PortfolioContentBodyInput = {
  /** Why there is nothing, or not everything, to ask for here. */
  accessNote?: string | null | undefined;
  /** For each environment in which access can be asked for. */
  certificate: Array<CertificateContentInput>;
  /** The integration guide of the Ministry. */
  documentationUrl?: string | null | undefined;
  /** Its short name on screen. */
  name: string;
  /** What is checked, in the order of the checklist. */
  requirements: Array<RequirementContentInput>;
  /** What it offers, in the order of the page. */
  services: Array<ServiceContentInput>;
  /** What it integrates, in a sentence or two. */
  summary: string;
  /** Where to ask for help. */
  supportUrl?: string | null | undefined;
  /** What one needs at hand before asking for access. */
  whatIsNeeded: Array<string>;
  /** Who may ask for access. */
  whoMayAsk?: string | null | undefined;
};

/** How a check before the first step came out. */
export type PreflightOutcome =
  /** It is not; the detail says what to do. */
  | 'FAILED'
  /** It is as it should be. */
  | 'PASSED'
  /** No call of the last 24 hours tells. */
  | 'WAITING';

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

/** Another outcome of a requirement, and why. */
export type ProposeConformanceOverrideInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** Not the one that it has; AS_JUDGED only where reviewers found one, which it lifts. */
  outcome: ConformanceOverrideOutcome;
  /** Why, 20 to 2,000 characters, without anybody's CPF. The integrator reads it, and reports print it. */
  reason: string;
  /** The requirement's key. */
  requirement: string;
  /** A run that calls move, of a credential that is not your own. */
  runId: string | number;
};

/** A reason, as the integrator will read it. */
export type ReasonInput = {
  /** One of reasonCodes. */
  code: string;
  /** For the integrator, in Portuguese. */
  message: string;
  /** What it is about: a path of UpdateAccessRequestInput joined by dots, evidence.ID or checklist.CODE. */
  path?: string | null | undefined;
};

/** What is registered. */
export type RegisterSecurityKeyInput = {
  /** What its person calls it: 1 to 50 characters. */
  name: string;
  /** What the browser answered to the options, as JSON (RegistrationResponseJSON). */
  response: string;
};

/** Who asks. */
export type RequestOrigin =
  /** A unit of the Ministry of Health itself. */
  | 'MINISTRY'
  /** An establishment outside the Ministry. */
  | 'OTHER';

/** A request, in the version that was read. */
export type RequestVersionInput = {
  /** The request. */
  id: string | number;
  /** The version that was read; a changed request is STALE_VERSION. */
  version: number;
};

/** A requirement as it is being written. */
export type RequirementContentInput = {
  /** Capitals, digits and underscores. One that was retired is not given again. */
  code: string;
  /** What must be shown. */
  description: string;
  /** The environment whose requests it is checked on. */
  environment: Environment;
  /** How one shows it. */
  guidance?: string | null | undefined;
  /** Whether a conformance report proves it. */
  provenByReport: boolean;
};

/** Which run is begun anew. */
export type RestartConformanceRunInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** A run of a credential of your own, that no other took the place of. */
  runId: string | number;
};

/** What is kept for a time, and then deleted. */
export type RetentionKind =
  /** The line of changes that live pages and programs go on from. */
  | 'CHANGES'
  /** What an act with an idempotency key answered. */
  | 'IDEMPOTENCY_KEYS'
  /** Notices of people, read or not. */
  | 'NOTICES'
  /** Reviewers who opened the queue. */
  | 'PRESENCES'
  /** Who opened a console and is of no team, with the e-mail that notices go to. */
  | 'RECIPIENTS'
  /** Files that never arrived whole. */
  | 'UNFINISHED_UPLOADS'
  /** Files of messages that were never sent. */
  | 'UNSENT_FILES'
  /** What was sent to webhooks, with what their receivers answered. */
  | 'WEBHOOK_DELIVERIES';

/** For how long something is to be kept. */
export type RetentionTermInput = {
  /** For how many days, within `minDays` and `maxDays`. */
  days: number;
  /** What is kept. */
  kind: RetentionKind;
};

/** What the reviewers' queue is ordered by. */
export type ReviewQueueOrder =
  /** The nearest deadline first. */
  | 'DUE_FIRST'
  /** The farthest deadline first. */
  | 'DUE_LAST'
  /** What was submitted longest ago first. */
  | 'SUBMITTED_FIRST'
  /** What was submitted last first. */
  | 'SUBMITTED_LAST';

/** A reason that reviewers are to be able to give. */
export type ReviewReasonInput = {
  /** For programs. 2 to 40 of A to Z, 0 to 9 and _, a letter first. */
  code: string;
  /** In which it may be given. */
  environments: Array<Environment>;
  /** For people, in Portuguese. At most 80 characters. */
  label: string;
};

/** A trial certificate to be revoked. */
export type RevokeTrialCertificateInput = {
  /** The trial certificate. */
  id: string | number;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** Why, in your words: at most 1,000 characters. */
  reason?: string | null | undefined;
};

/** What keeps a request from being approved by rule, and a person is to look at. */
export type RuleObstacle =
  /** Something in it is not as it was approved for homologation. */
  | 'CHANGED_DATA'
  /** Two people must approve in its portfolio and environment. */
  | 'FOUR_EYES'
  /** Among its files is one that is no conformance report of its homologation credential that counts. */
  | 'OTHER_EVIDENCE'
  /** Of a run that was reported something is for people: what they found otherwise, what was declared not to apply, or that it was begun anew since. */
  | 'RUN_FOR_PEOPLE'
  /** It, or another one from the same homologation credential, was submitted before. */
  | 'SUBMITTED_BEFORE'
  /** It has a requirement that a conformance report does not prove. */
  | 'UNPROVEN_REQUIREMENT'
  /** Of one of its services there is no suite, or a report of one is missing. */
  | 'UNPROVEN_SERVICE'
  /** It has warnings. */
  | 'WARNINGS';

/** What a portfolio's rule made of a request for production. */
export type RuleOutcome =
  /** The rule approved it, and its credential was issued. */
  | 'APPROVED'
  /** All that the rule asks for is there, and it was drawn to be looked at by a person. */
  | 'DRAWN'
  /** Something in it is for a person to look at: obstacles say what. */
  | 'FOR_PEOPLE';

/** A maintenance, as it is announced or changed. */
export type SaveAnnouncementInput = {
  /** The announcement; a new one where there is none. */
  announcementId?: string | number | null | undefined;
  /** When it is over, a week later at the most. */
  endsAt: string;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** What may not do as usual meanwhile. At least one; as they are where it has begun. */
  parts: Array<PortalPart>;
  /** When it begins. Not in the past; as it is where it has begun. */
  startsAt: string;
  /** What it means to who uses them. 10 to 500 characters. */
  text: string;
  /** Which version of it was seen; none of a new one. */
  version?: number | null | undefined;
};

/** A portfolio as it is being written. */
export type SavePortfolioContentInput = {
  /** What it is to say. */
  body: PortfolioContentBodyInput;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The slug of the portfolio. */
  slug: string;
  /** Which version of it was seen. */
  version: number;
};

/** A template as it is being written. */
export type SaveReplyTemplateInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** What it is called. At most 80 characters. */
  name: string;
  /** The template; a new one where there is none. */
  templateId?: string | number | null | undefined;
  /** With variables as `{{protocol}}`: requester, protocol, establishment, system, portfolio, requirement. At most 1000 characters. */
  text: string;
  /** Which version of it was seen; none of a new one. */
  version?: number | null | undefined;
};

/** Terms as they are being written. */
export type SaveRetentionInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** Those that change; the others stay. */
  terms: Array<RetentionTermInput>;
  /** Which version was seen. */
  version: number;
};

/** The reasons that reviewers may give, as they are being written. */
export type SaveReviewReasonsInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** In the order in which they are chosen from; at most 50. OTHER and EVIDENCE_PERSONAL_DATA are among them, in every environment. */
  reasons: Array<ReviewReasonInput>;
  /** Which version of them was seen. */
  version: number;
};

/** The rules of the review as they are being written. */
export type SaveReviewRulesInput = {
  /** In how long it is answered: one time for all portfolios of each environment, and those of portfolios that have their own; at most 100. */
  answerTimes: Array<AnswerTimeInput>;
  /** Where the number of people who must approve is not as the catalogue says; at most 100. What was saved stays where none are given. */
  fourEyes?: Array<FourEyesInput> | null | undefined;
  /** Holidays beside the national ones, the first first; at most 200. */
  holidays: Array<LocalHolidayInput>;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** Which version of them was seen. */
  version: number;
};

/** Whether a file was looked at for malware. */
export type ScanState =
  /** Nothing found, or no scanner is configured. */
  | 'CLEAN'
  /** Malware found; cannot be downloaded. */
  | 'INFECTED'
  /** Not yet looked at; cannot be downloaded. */
  | 'PENDING';

/** A service as it is being written. Its versions and operations stay as they are. */
export type ServiceContentInput = {
  /** How a system proves to it who it is. */
  authentication?: string | null | undefined;
  /** What it is for. */
  description: string;
  /** Where it is reached. */
  endpoints: Array<EndpointContentInput>;
  /** How it is spoken to. */
  kind: ServiceKind;
  /** Its name on screen. */
  name: string;
  /** Small letters, digits and hyphens. One that was retired is not given again. */
  slug: string;
  /** The standard that it follows. */
  standard?: string | null | undefined;
};

/** How a service is spoken to. */
export type ServiceKind =
  /** FHIR or REST API. */
  | 'API'
  /** SOAP web service. */
  | 'WEB_SERVICE';

/** What somebody is to be. */
export type SetMinistryRolesInput = {
  /** The e-mail of their gov.br account. */
  email: string;
  /** Slugs of the portfolios that they review; null, or none, for all; left out, as their newest change has it. Only of who is to be REVIEWER: other roles are bound to none. */
  portfolios?: Array<string> | null | undefined;
  /** Why: 5 to 500 characters. */
  reason: string;
  /** All that they are to be from now on; nothing to take every role away. */
  roles: Array<MinistryRole>;
  /** Which version of their roles was seen; 0 of somebody new. */
  version: number;
};

/** Whether notices of a kind are mailed. */
export type SetNoticePreferenceInput = {
  /** Whether they are mailed. */
  byEmail: boolean;
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The kind. */
  kind: NoticeKind;
};

/** What is to be met with in the record of a person who does not exist. */
export type SyntheticPersonKind =
  /** The record is inactive: documents are refused by EHR-ERR934. */
  | 'INACTIVE'
  /** There is only a provisional CNS: EHR-ERR987. */
  | 'NO_DEFINITIVE_CNS'
  /** Nothing. */
  | 'ORDINARY'
  /** Two records have the same CPF: EHR-ERR985. */
  | 'TWO_RECORDS'
  /** The numbers are right, and CADSUS does not know them: EHR-ERR983. */
  | 'UNKNOWN';

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

/** Of which requirement nothing is declared any more. */
export type WithdrawConformanceDeclarationInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The requirement's key. */
  requirement: string;
  /** A run of a credential of your own, that no other took the place of. */
  runId: string | number;
};

/** Which proposal is taken back by who made it. */
export type WithdrawConformanceOverrideInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** A proposal of your own that is open. */
  proposalId: string | number;
  /** A run that calls move, of a credential that is not your own. */
  runId: string | number;
};

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

/** What is written about a requirement of a run. */
export type WriteConformanceMessageInput = {
  /** Your own, 1 to 200 characters: sent again with it within 48 hours, it is done once, and the first answer comes again. */
  idempotencyKey?: string | null | undefined;
  /** The requirement's key. */
  requirement: string;
  /** A run that calls move: of your own, or, for reviewers, one of somebody else that they look at. */
  runId: string | number;
  /** 1 to 2,000 characters, without anybody's CPF. */
  text: string;
};
