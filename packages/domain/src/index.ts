// What the console's pages and the services import from '@portal/domain'; nothing here touches a network, a file or a clock.
export { ACCESS_REQUEST_ACTION_ENUM, AccessRequestAction } from './access-request-action.ts';
export { ACCESS_REQUEST_STATE_ENUM, AccessRequestState } from './access-request-state.ts';
export {
  ACCESS_TOKEN_PREFIX,
  ACCESS_TOKEN_RANDOM,
  BASE_62,
  formatAccessToken,
  parseAccessToken,
  TEAM_TOKEN_PREFIX,
} from './access-token.ts';
export {
  ALTERATION_REFUSALS,
  alterationNeedsEvidence,
  certificateOfAlteration,
  isRenewal,
} from './alteration.ts';
export {
  isToldOf,
  parseAnnouncementText,
  parseMaintenanceEnd,
  parseMaintenanceStart,
  type Span,
  spanWords,
  whenOf,
} from './announcement.ts';
export {
  ANSWER_TIME_LIMITS,
  ANSWER_TIME_UNIT_ENUM,
  type AnswerTime,
  AnswerTimeUnit,
  answerMoments,
  answerTimeIn,
  answerTimeWord,
  type PlacedAnswerTime,
  parseAnswerTime,
} from './answer-time.ts';
export {
  ACCESS_TOKEN_DEFAULT_DAYS,
  ACCESS_TOKEN_MAX_DAYS,
  API_SCOPE_LABELS,
  API_SCOPES,
  type ApiScope,
  type FieldScope,
  isApiScope,
  RESERVED_SCOPES,
} from './api-scope.ts';
export { ACT_WORDS, SUBJECT_WORDS } from './audit-words.ts';
export {
  CERTIFICATE_KIND_ENUM,
  CERTIFICATE_POLICY_ENUM,
  CertificateKind,
  CertificatePolicy,
} from './certificate-kind.ts';
export { CLIENT_ERROR_KINDS, type ClientErrorKind } from './client-errors.ts';
export { type Cnes, parseCnes } from './cnes.ts';
export { type Cnpj, cnpjCheckDigits, cnpjRoot, formatCnpj, parseCnpj } from './cnpj.ts';
export { type Cns, formatCns, parseCns } from './cns.ts';
export {
  CONFORMANCE_AWAITING_KIND_ENUM,
  CONFORMANCE_AWAITING_KIND_LABELS,
  CONFORMANCE_DECLARATION_KIND_ENUM,
  CONFORMANCE_MESSAGE_SIDE_ENUM,
  CONFORMANCE_OUTCOME_ENUM,
  CONFORMANCE_OUTCOME_LABELS,
  CONFORMANCE_OVERRIDE_ACTION_ENUM,
  CONFORMANCE_OVERRIDE_OUTCOME_ENUM,
  CONFORMANCE_OVERRIDE_OUTCOME_LABELS,
  CONFORMANCE_OVERRIDE_STATE_ENUM,
  CONFORMANCE_OVERRIDE_STATE_LABELS,
  CONFORMANCE_REPORT_STANDING_ENUM,
  CONFORMANCE_REPORT_STANDING_LABELS,
  CONFORMANCE_RUN_OUTCOME_ENUM,
  CONFORMANCE_RUN_OUTCOME_LABELS,
  CONFORMANCE_SEVERITY_ENUM,
  CONFORMANCE_SEVERITY_LABELS,
  ConformanceAwaitingKind,
  ConformanceDeclarationKind,
  ConformanceMessageSide,
  ConformanceOutcome,
  ConformanceOverrideAction,
  ConformanceOverrideOutcome,
  ConformanceOverrideState,
  ConformanceReportStanding,
  ConformanceRunOutcome,
  ConformanceSeverity,
  DECLARATION_REASON,
  HOMOLOGATION_INCIDENT_KIND_ENUM,
  HOMOLOGATION_INCIDENT_KIND_LABELS,
  HomologationIncidentKind,
  PREFLIGHT_OUTCOME_ENUM,
  PREFLIGHT_OUTCOME_LABELS,
  PreflightOutcome,
  type ReportTime,
  reportStanding,
} from './conformance.ts';
export { foundSince, outcomeWord, standingOverride } from './conformance-overrides.ts';
export {
  CONVERSATION_DAYS,
  CONVERSATION_STATE_ENUM,
  type ConversationFacts,
  ConversationState,
  conversationClosed,
  conversationEnd,
  conversationState,
  MESSAGE_MAX_FILES,
  MESSAGE_MAX_UNSENT,
  MESSAGE_SIDE_ENUM,
  MESSAGE_SIDE_LABELS,
  MessageSide,
  messagesWord,
  newMessagesWord,
  unreadWord,
} from './conversation.ts';
export { type Cpf, cpfCheckDigits, formatCpf, maskCpf, maskCpfsIn, parseCpf, replaceCpfsIn } from './cpf.ts';
export { CREDENTIAL_ACTION_ENUM, CredentialAction } from './credential-action.ts';
export { CREDENTIAL_STATE_ENUM, CredentialState } from './credential-state.ts';
export { DATA_READING_KIND_ENUM, DATA_READING_LABELS, DataReadingKind } from './data-reading.ts';
export {
  formatDate,
  formatDateTime,
  formatDay,
  formatTime,
  formatTimeLeft,
  isLate,
  isUrgent,
  type Moment,
  parseWrittenMoment,
  writtenMoment,
  yearInSaoPaulo,
} from './date-time.ts';
export {
  DOCUMENT_MAX_BYTES,
  DOCUMENT_TOO_LARGE,
  FINDING_KIND_ENUM,
  FINDING_KIND_LABELS,
  FindingKind,
  VALIDATION_OUTCOME_ENUM,
  ValidationOutcome,
} from './document-validation.ts';
export { type Email, parseEmail } from './email.ts';
export type { EnumDescription } from './enum-description.ts';
export { ENVIRONMENT_ENUM, Environment } from './environment.ts';
export {
  ERASED_NAME,
  ERASURE_DAYS,
  ERASURE_OBSTACLE_KIND_ENUM,
  ErasureObstacleKind,
  erasureHeading,
  erasureObstacleText,
} from './erasure.ts';
export {
  type CataloguedError,
  ERROR_CATALOGUE,
  ERROR_PLACE_LABELS,
  type ErrorPlace,
} from './error-catalogue/error-catalogue.ts';
export { GRAPHQL_ERRORS, type GraphqlErrorCode } from './error-catalogue/graphql-errors.ts';
export { HTTP_ERRORS, type HttpErrorCode } from './error-catalogue/http-errors.ts';
export { OAUTH_ERRORS, type OauthErrorCode } from './error-catalogue/oauth-errors.ts';
export { WEBSOCKET_CLOSES, type WebsocketCloseCode } from './error-catalogue/websocket-closes.ts';
export { type EstablishmentCode, parseEstablishmentCode } from './establishment-code.ts';
export {
  checkEvidenceBytes,
  checkEvidenceFile,
  EVIDENCE_ACCEPT,
  EVIDENCE_BROKEN_PDF,
  EVIDENCE_BROKEN_PNG,
  EVIDENCE_EMPTY,
  EVIDENCE_HEAD_BYTES,
  EVIDENCE_LOCKED_PDF,
  EVIDENCE_MAX_BYTES,
  EVIDENCE_MAX_FILES,
  EVIDENCE_MEDIA_TYPES,
  EVIDENCE_PRIVACY_NOTICE,
  EVIDENCE_SNIFF_BYTES,
  EVIDENCE_TAIL_BYTES,
  EVIDENCE_TOO_MANY,
  EVIDENCE_WRONG_TYPE,
  type EvidenceMediaType,
  evidenceTooLargeMessage,
  type FileBytes,
  sniffEvidenceType,
} from './evidence-limits.ts';
export { findingText, type TellableFinding } from './finding-text.ts';
export {
  type ListField,
  listLengthMessage,
  parseAssessmentNote,
  parseDatabaseName,
  parseDecisionMessage,
  parseEstablishmentName,
  parseIntegratedSystem,
  parseInternalNote,
  parseMessage,
  parseMonthlyVolume,
  parseMunicipality,
  parseOverlapDays,
  parseOverlapHours,
  parseOverrideComment,
  parseOverrideReason,
  parseReasonMessage,
  parseRoleReason,
  parseSecurityKeyName,
  parseSystemDescription,
  parseSystemName,
  parseTokenName,
  parseVendor,
  parseWebhookDescription,
} from './form-fields.ts';
export {
  FAULT_KIND_ENUM,
  FAULT_KIND_LABELS,
  FAULT_LIMITS,
  FaultKind,
  HOMOLOGATION_HOST_ENUM,
  HomologationHost,
  SYNTHETIC_PERSON_KIND_ENUM,
  SYNTHETIC_PERSON_KIND_LABELS,
  SyntheticPersonKind,
} from './homologation.ts';
export type { IpVersion } from './ip-address.ts';
export { type IpNotice, type IpRange, parseAnyIpRange, parseIpRange, wideTogether } from './ip-range.ts';
export {
  CERTIFICATE_MAX_BYTES,
  DEFAULT_OVERLAP_DAYS,
  DEFAULT_OVERLAP_HOURS,
  LIMITS,
  MOST_COUNTED,
  URGENT_HOURS,
} from './limits.ts';
export { LOOKUP_OUTCOME_ENUM, LookupOutcome } from './lookup-outcome.ts';
export { mentionedIn, mentionOf, replaceMentions } from './mention.ts';
export {
  EXPIRY_NOTICE_DAYS,
  MENTION_PLACE,
  MOST_UNREAD_NOTICES,
  NOTICE_KIND_ENUM,
  NOTICE_KIND_LABELS,
  NOTICE_KINDS_OF,
  type NoticeFacts,
  NoticeKind,
  noticePath,
  noticeSentence,
  SECURITY_KEYS_PATH,
  SECURITY_NOTICES,
  UNMAILED_NOTICES,
  unreadNoticesWord,
} from './notice.ts';
export { formatFileSize, formatHours, formatNumber, formatTotal } from './numbers.ts';
export { OWN_DATA_FIELDS, OWN_DATA_MOST_PRINTED, OWN_DATA_TITLES } from './own-data-words.ts';
export { type Branded, invalid, type Parsed, valid } from './parsed.ts';
export {
  asksSecondFactor,
  isOnlyReviewers,
  MAY,
  PERMISSION_ENUM,
  Permission,
  permissionsOf,
  rolesMay,
} from './permission.ts';
export { ASSURANCE_LEVEL_ENUM, AssuranceLevel, MINISTRY_ROLES, type MinistryRole, ROLE_ENUM, Role } from './person.ts';
export { type PersonName, parsePersonName } from './person-name.ts';
export { formatPhone, type Phone, parsePhone } from './phone.ts';
export {
  type AnnouncedMaintenance,
  type PartState,
  PORTAL_PART_ENUM,
  PORTAL_PART_LABELS,
  PortalPart,
  type PortalStatus,
} from './portal-status.ts';
export { PROBLEM_CODE_ENUM, ProblemCode } from './problem-code.ts';
export {
  formatProtocolNumber,
  PROTOCOL_SEQUENCE_MAX,
  type ProtocolNumber,
  parseProtocolNumber,
} from './protocol-number.ts';
export { FIXED_REASONS, parseReviewReasons, type ReviewReason } from './reason-codes.ts';
export {
  fillTemplate,
  parseReplyTemplateName,
  parseReplyTemplateText,
  REPLY_EXAMPLE,
  REPLY_VARIABLE_LABELS,
  REPLY_VARIABLES,
  type ReplyValues,
  type ReplyVariable,
  variablesIn,
} from './reply-template.ts';
export { REQUEST_ORIGIN_ENUM, RequestOrigin } from './request-origin.ts';
export { requirementWords } from './requirement-words.ts';
export {
  daysWord,
  RETENTION,
  RETENTION_DELAY_DAYS,
  RETENTION_KIND_ENUM,
  RETENTION_WORDS,
  type RetentionBounds,
  RetentionKind,
} from './retention.ts';
export { REVIEW_QUEUE_ORDER_ENUM, ReviewQueueOrder } from './review-queue-order.ts';
export {
  RULE_OBSTACLE_ENUM,
  RULE_OBSTACLE_LABELS,
  RULE_OUTCOME_ENUM,
  RuleObstacle,
  RuleOutcome,
} from './rule-decision.ts';
export { SCAN_STATE_ENUM, ScanState } from './scan-state.ts';
export { isFoundBy, searchWays } from './search-text.ts';
export { SERVICE_KIND_ENUM, ServiceKind } from './service-kind.ts';
export { formatSheetCode, parseSheetCode, SHEET_CODE_BYTES, type SheetCode, sheetCodeOf } from './sheet-code.ts';
export {
  ACCESS_REQUEST_STATE_LABELS,
  CREDENTIAL_STATE_LABELS,
  SCAN_STATE_LABELS,
  type StateLabel,
  type Tone,
} from './state-labels.ts';
export {
  type AccessRequestSituation,
  accessRequestSentence,
  type CredentialSituation,
  credentialSentence,
} from './state-sentences.ts';
export { type SuiteChange, suiteChangeWords } from './suite-change.ts';
export {
  TEAM_INVITATION_DAYS,
  TEAM_INVITATION_STATE_ENUM,
  TEAM_MOST_PEOPLE,
  TEAM_POLICY,
  TEAM_ROLE_ENUM,
  type TeamAct,
  TeamInvitationState,
  TeamRole,
  TRANSFER_OFFER_DAYS,
  teamMay,
} from './team.ts';
export { TERMS_TEXT, TERMS_VERSION } from './terms.ts';
export { foldText, isBlank, withoutInvisible } from './text.ts';
export { type CreateTokenInput, readTokenRequest, type TokenProblem, type TokenRequest } from './token-request.ts';
export { isTriedHere } from './tried-portfolios.ts';
export { parseUf, UF_NAMES, UFS, type Uf, ufOfIbgeCode } from './uf.ts';
export { VERDICT_ENUM, Verdict } from './verdict.ts';
export { WARNING_CODE_ENUM, WarningCode } from './warning-code.ts';
export {
  WEBHOOK_DELIVERY_STATE_ENUM,
  WEBHOOK_DELIVERY_STATE_LABELS,
  WEBHOOK_FAILURE_ENUM,
  WEBHOOK_FAILURE_LABELS,
  WebhookDeliveryState,
  WebhookFailure,
} from './webhook-delivery-state.ts';
export {
  WEBHOOK_EVENT_LABELS,
  WEBHOOK_EVENT_TYPE_ENUM,
  WEBHOOK_PING,
  WebhookEventType,
  webhookEventLabel,
  webhookEventName,
} from './webhook-event-type.ts';
export {
  WEBHOOK_DISABLED_REASON_ENUM,
  WEBHOOK_DISABLED_REASON_LABELS,
  WEBHOOK_STATE_ENUM,
  WEBHOOK_STATE_LABELS,
  WebhookDisabledReason,
  WebhookState,
} from './webhook-state.ts';
export {
  ACCESS_REQUEST_ACTION_LABELS,
  ASSURANCE_LEVEL_LABELS,
  CERTIFICATE_KIND_LABELS,
  CERTIFICATE_POLICY_LABELS,
  CREDENTIAL_ACTION_LABELS,
  ENVIRONMENT_LABELS,
  FIRST_SECRET_LABEL,
  FORM_STAGES,
  HISTORY_LABELS,
  REQUEST_ORIGIN_LABELS,
  ROLE_LABELS,
  SERVICE_KIND_LABELS,
  TEAM_ROLE_LABELS,
  TEAM_ROLE_SENTENCES,
  VERDICT_LABELS,
  WARNING_LABELS,
} from './words.ts';
export { type Holiday, nationalHolidays, parseLocalHoliday, WORK_HOURS } from './working-days.ts';
