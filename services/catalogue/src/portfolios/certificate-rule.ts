import { CertificatePolicy, Environment } from '@portal/domain';
import { RequiresScopes } from '@portal/service-kit';
import { Field, ObjectType } from 'type-graphql';

/** Whether an environment of a portfolio asks for a digital certificate. */
@RequiresScopes('catalogue:read')
@ObjectType({ description: 'Whether an environment of a portfolio asks for a digital certificate.' })
export class CertificateRule {
  @Field(() => Environment, { description: 'The environment that the rule is of.' })
  environment!: Environment;

  @Field(() => CertificatePolicy, { description: 'Whether a request must, may or does not carry a certificate.' })
  policy!: CertificatePolicy;
}
