import { CertificatePolicy, Environment, ServiceKind } from '@portal/domain';
import { IDEMPOTENCY_KEY } from '@portal/service-kit';
import { Field, InputType, Int } from 'type-graphql';

/** A requirement as it is being written. */
@InputType({ description: 'A requirement as it is being written.' })
export class RequirementContentInput {
  @Field(() => Environment, { description: 'The environment whose requests it is checked on.' })
  environment!: Environment;

  @Field(() => String, { description: 'Capitals, digits and underscores. One that was retired is not given again.' })
  code!: string;

  @Field(() => String, { description: 'What must be shown.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'How one shows it.' })
  guidance?: string | null;

  @Field(() => Boolean, { description: 'Whether a conformance report proves it.' })
  provenByReport!: boolean;
}

/** Where a service is reached, as it is being written. */
@InputType({ description: 'Where a service is reached, as it is being written.' })
export class EndpointContentInput {
  @Field(() => Environment, { description: 'The environment that it belongs to; one address each.' })
  environment!: Environment;

  @Field(() => String, { description: 'Its address; {uf} in it stands for each state.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Where its access token is drawn, where that is elsewhere.' })
  tokenUrl?: string | null;
}

/** A service as it is being written. */
@InputType({ description: 'A service as it is being written. Its versions and operations stay as they are.' })
export class ServiceContentInput {
  @Field(() => String, { description: 'Small letters, digits and hyphens. One that was retired is not given again.' })
  slug!: string;

  @Field(() => String, { description: 'Its name on screen.' })
  name!: string;

  @Field(() => String, { description: 'What it is for.' })
  description!: string;

  @Field(() => ServiceKind, { description: 'How it is spoken to.' })
  kind!: ServiceKind;

  @Field(() => String, { nullable: true, description: 'The standard that it follows.' })
  standard?: string | null;

  @Field(() => String, { nullable: true, description: 'How a system proves to it who it is.' })
  authentication?: string | null;

  @Field(() => [EndpointContentInput], { description: 'Where it is reached.' })
  endpoints!: EndpointContentInput[];
}

/** Whether an environment asks for a certificate, as it is being written. */
@InputType({ description: 'Whether an environment asks for a digital certificate, as it is being written.' })
export class CertificateContentInput {
  @Field(() => Environment, { description: 'The environment.' })
  environment!: Environment;

  @Field(() => CertificatePolicy, { description: 'Whether a request must, may or does not carry one.' })
  policy!: CertificatePolicy;
}

/** What a portfolio is to say. */
@InputType({ description: 'What a portfolio is to say; what is absent is taken out.' })
export class PortfolioContentBodyInput {
  @Field(() => String, { description: 'Its short name on screen.' })
  name!: string;

  @Field(() => String, { description: 'What it integrates, in a sentence or two.' })
  summary!: string;

  @Field(() => String, { nullable: true, description: 'Who may ask for access.' })
  whoMayAsk?: string | null;

  @Field(() => [String], { description: 'What one needs at hand before asking for access.' })
  whatIsNeeded!: string[];

  @Field(() => String, { nullable: true, description: 'Why there is nothing, or not everything, to ask for here.' })
  accessNote?: string | null;

  @Field(() => String, { nullable: true, description: 'The integration guide of the Ministry.' })
  documentationUrl?: string | null;

  @Field(() => String, { nullable: true, description: 'Where to ask for help.' })
  supportUrl?: string | null;

  @Field(() => [CertificateContentInput], { description: 'For each environment in which access can be asked for.' })
  certificate!: CertificateContentInput[];

  @Field(() => [RequirementContentInput], { description: 'What is checked, in the order of the checklist.' })
  requirements!: RequirementContentInput[];

  @Field(() => [ServiceContentInput], { description: 'What it offers, in the order of the page.' })
  services!: ServiceContentInput[];
}

/** A portfolio as it is being written. */
@InputType({ description: 'A portfolio as it is being written.' })
export class SavePortfolioContentInput {
  @Field(() => String, { description: 'The slug of the portfolio.' })
  slug!: string;

  @Field(() => Int, { description: 'Which version of it was seen.' })
  version!: number;

  @Field(() => PortfolioContentBodyInput, { description: 'What it is to say.' })
  body!: PortfolioContentBodyInput;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}
