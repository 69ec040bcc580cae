import {
  CONFORMANCE_AWAITING_KIND_ENUM,
  CONFORMANCE_DECLARATION_KIND_ENUM,
  CONFORMANCE_MESSAGE_SIDE_ENUM,
  CONFORMANCE_OUTCOME_ENUM,
  CONFORMANCE_OVERRIDE_ACTION_ENUM,
  CONFORMANCE_OVERRIDE_OUTCOME_ENUM,
  CONFORMANCE_OVERRIDE_STATE_ENUM,
  CONFORMANCE_REPORT_STANDING_ENUM,
  CONFORMANCE_RUN_OUTCOME_ENUM,
  CONFORMANCE_SEVERITY_ENUM,
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
  FAULT_KIND_ENUM,
  FaultKind,
  HOMOLOGATION_HOST_ENUM,
  HOMOLOGATION_INCIDENT_KIND_ENUM,
  HomologationHost,
  HomologationIncidentKind,
  PREFLIGHT_OUTCOME_ENUM,
  PreflightOutcome,
  SYNTHETIC_PERSON_KIND_ENUM,
  SyntheticPersonKind,
} from '@portal/domain';
import { registerEnumType } from 'type-graphql';

registerEnumType(HomologationHost, HOMOLOGATION_HOST_ENUM);
registerEnumType(FaultKind, FAULT_KIND_ENUM);
registerEnumType(SyntheticPersonKind, SYNTHETIC_PERSON_KIND_ENUM);
registerEnumType(ConformanceOutcome, CONFORMANCE_OUTCOME_ENUM);
registerEnumType(ConformanceRunOutcome, CONFORMANCE_RUN_OUTCOME_ENUM);
registerEnumType(ConformanceSeverity, CONFORMANCE_SEVERITY_ENUM);
registerEnumType(ConformanceOverrideAction, CONFORMANCE_OVERRIDE_ACTION_ENUM);
registerEnumType(ConformanceOverrideOutcome, CONFORMANCE_OVERRIDE_OUTCOME_ENUM);
registerEnumType(ConformanceOverrideState, CONFORMANCE_OVERRIDE_STATE_ENUM);
registerEnumType(ConformanceAwaitingKind, CONFORMANCE_AWAITING_KIND_ENUM);
registerEnumType(ConformanceMessageSide, CONFORMANCE_MESSAGE_SIDE_ENUM);
registerEnumType(ConformanceDeclarationKind, CONFORMANCE_DECLARATION_KIND_ENUM);
registerEnumType(PreflightOutcome, PREFLIGHT_OUTCOME_ENUM);
registerEnumType(HomologationIncidentKind, HOMOLOGATION_INCIDENT_KIND_ENUM);
registerEnumType(ConformanceReportStanding, CONFORMANCE_REPORT_STANDING_ENUM);
