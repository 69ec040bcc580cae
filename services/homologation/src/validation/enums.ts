import { FINDING_KIND_ENUM, FindingKind, VALIDATION_OUTCOME_ENUM, ValidationOutcome } from '@portal/domain';
import { registerEnumType } from 'type-graphql';

registerEnumType(ValidationOutcome, VALIDATION_OUTCOME_ENUM);
registerEnumType(FindingKind, FINDING_KIND_ENUM);
