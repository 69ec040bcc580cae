import {
  FAULT_KIND_ENUM,
  FaultKind,
  HOMOLOGATION_HOST_ENUM,
  HomologationHost,
  PERSON_KIND_ENUM,
  PersonKind,
} from '@portal/domain';
import { registerEnumType } from 'type-graphql';

registerEnumType(HomologationHost, HOMOLOGATION_HOST_ENUM);
registerEnumType(FaultKind, FAULT_KIND_ENUM);
registerEnumType(PersonKind, PERSON_KIND_ENUM);
