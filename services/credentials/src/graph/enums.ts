import {
  ACCESS_REQUEST_ACTION_ENUM,
  ACCESS_REQUEST_STATE_ENUM,
  AccessRequestAction,
  AccessRequestState,
  ANSWER_TIME_UNIT_ENUM,
  AnswerTimeUnit,
  ASSURANCE_LEVEL_ENUM,
  AssuranceLevel,
  CERTIFICATE_KIND_ENUM,
  CERTIFICATE_POLICY_ENUM,
  CertificateKind,
  CertificatePolicy,
  CONVERSATION_STATE_ENUM,
  ConversationState,
  CREDENTIAL_ACTION_ENUM,
  CREDENTIAL_STATE_ENUM,
  CredentialAction,
  CredentialState,
  DATA_READING_KIND_ENUM,
  DataReadingKind,
  ENVIRONMENT_ENUM,
  Environment,
  ERASURE_OBSTACLE_KIND_ENUM,
  ErasureObstacleKind,
  LOOKUP_OUTCOME_ENUM,
  LookupOutcome,
  MESSAGE_SIDE_ENUM,
  MessageSide,
  NOTICE_KIND_ENUM,
  NoticeKind,
  PERMISSION_ENUM,
  Permission,
  PORTAL_PART_ENUM,
  PortalPart,
  REQUEST_ORIGIN_ENUM,
  RETENTION_KIND_ENUM,
  REVIEW_QUEUE_ORDER_ENUM,
  RequestOrigin,
  RetentionKind,
  ReviewQueueOrder,
  ROLE_ENUM,
  Role,
  RULE_OBSTACLE_ENUM,
  RULE_OUTCOME_ENUM,
  RuleObstacle,
  RuleOutcome,
  SCAN_STATE_ENUM,
  ScanState,
  SERVICE_KIND_ENUM,
  ServiceKind,
  TEAM_INVITATION_STATE_ENUM,
  TEAM_ROLE_ENUM,
  TeamInvitationState,
  TeamRole,
  VERDICT_ENUM,
  Verdict,
  WARNING_CODE_ENUM,
  WarningCode,
  WEBHOOK_DELIVERY_STATE_ENUM,
  WEBHOOK_DISABLED_REASON_ENUM,
  WEBHOOK_EVENT_TYPE_ENUM,
  WEBHOOK_FAILURE_ENUM,
  WEBHOOK_STATE_ENUM,
  WebhookDeliveryState,
  WebhookDisabledReason,
  WebhookEventType,
  WebhookFailure,
  WebhookState,
} from '@portal/domain';
import { registerEnumType } from 'type-graphql';

/** Tells type-graphql the enums of this subgraph, with the domain's words; once, before the schema is built. */
export function registerEnums(): void {
  registerEnumType(AccessRequestAction, ACCESS_REQUEST_ACTION_ENUM);
  registerEnumType(AccessRequestState, ACCESS_REQUEST_STATE_ENUM);
  registerEnumType(RetentionKind, RETENTION_KIND_ENUM);
  registerEnumType(AnswerTimeUnit, ANSWER_TIME_UNIT_ENUM);
  registerEnumType(AssuranceLevel, ASSURANCE_LEVEL_ENUM);
  registerEnumType(CertificateKind, CERTIFICATE_KIND_ENUM);
  registerEnumType(ConversationState, CONVERSATION_STATE_ENUM);
  registerEnumType(CertificatePolicy, CERTIFICATE_POLICY_ENUM);
  registerEnumType(CredentialAction, CREDENTIAL_ACTION_ENUM);
  registerEnumType(CredentialState, CREDENTIAL_STATE_ENUM);
  registerEnumType(Environment, ENVIRONMENT_ENUM);
  registerEnumType(ErasureObstacleKind, ERASURE_OBSTACLE_KIND_ENUM);
  registerEnumType(LookupOutcome, LOOKUP_OUTCOME_ENUM);
  registerEnumType(DataReadingKind, DATA_READING_KIND_ENUM);
  registerEnumType(MessageSide, MESSAGE_SIDE_ENUM);
  registerEnumType(NoticeKind, NOTICE_KIND_ENUM);
  registerEnumType(Permission, PERMISSION_ENUM);
  registerEnumType(PortalPart, PORTAL_PART_ENUM);
  registerEnumType(RequestOrigin, REQUEST_ORIGIN_ENUM);
  registerEnumType(ReviewQueueOrder, REVIEW_QUEUE_ORDER_ENUM);
  registerEnumType(Role, ROLE_ENUM);
  registerEnumType(RuleObstacle, RULE_OBSTACLE_ENUM);
  registerEnumType(RuleOutcome, RULE_OUTCOME_ENUM);
  registerEnumType(ScanState, SCAN_STATE_ENUM);
  registerEnumType(ServiceKind, SERVICE_KIND_ENUM);
  registerEnumType(TeamInvitationState, TEAM_INVITATION_STATE_ENUM);
  registerEnumType(TeamRole, TEAM_ROLE_ENUM);
  registerEnumType(Verdict, VERDICT_ENUM);
  registerEnumType(WarningCode, WARNING_CODE_ENUM);
  registerEnumType(WebhookDeliveryState, WEBHOOK_DELIVERY_STATE_ENUM);
  registerEnumType(WebhookDisabledReason, WEBHOOK_DISABLED_REASON_ENUM);
  registerEnumType(WebhookEventType, WEBHOOK_EVENT_TYPE_ENUM);
  registerEnumType(WebhookFailure, WEBHOOK_FAILURE_ENUM);
  registerEnumType(WebhookState, WEBHOOK_STATE_ENUM);
}
