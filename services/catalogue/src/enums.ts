import {
  CERTIFICATE_POLICY_ENUM,
  CertificatePolicy,
  ENVIRONMENT_ENUM,
  Environment,
  SERVICE_KIND_ENUM,
  ServiceKind,
} from '@portal/domain';
import { registerEnumType } from 'type-graphql';

registerEnumType(Environment, ENVIRONMENT_ENUM);
registerEnumType(CertificatePolicy, CERTIFICATE_POLICY_ENUM);
registerEnumType(ServiceKind, SERVICE_KIND_ENUM);
