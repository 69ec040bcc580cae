import {
  FAULT_KIND_ENUM,
  FaultKind,
  HOMOLOGATION_HOST_ENUM,
  HomologationHost,
  SYNTHETIC_PERSON_KIND_ENUM,
  SyntheticPersonKind,
} from '@portal/domain';
import { registerEnumType } from 'type-graphql';

registerEnumType(HomologationHost, HOMOLOGATION_HOST_ENUM);
registerEnumType(FaultKind, FAULT_KIND_ENUM);
registerEnumType(SyntheticPersonKind, SYNTHETIC_PERSON_KIND_ENUM);
