import { CertificatePolicy, Environment, ServiceKind } from '@portal/domain';
import { ListSize, Problem, RequiresScopes } from '@portal/service-kit';
import { Field, Int, ObjectType } from 'type-graphql';

/** A requirement as the Ministry writes it. */
@RequiresScopes('session')
@ObjectType({ description: 'A requirement as the Ministry writes it.' })
export class RequirementContent {
  @Field(() => Environment, { description: 'The environment whose requests it is checked on.' })
  environment!: Environment;

  @Field(() => String, { description: 'Names it within its portfolio and environment, and is never given again.' })
  code!: string;

  @Field(() => String, { description: 'What must be shown.' })
  description!: string;

  @Field(() => String, { nullable: true, description: 'How one shows it.' })
  guidance!: string | null;

  @Field(() => Boolean, { description: 'Whether a conformance report proves it.' })
  provenByReport!: boolean;
}

/** Where a service is reached, as the Ministry writes it. */
@RequiresScopes('session')
@ObjectType({ description: 'Where a service is reached, as the Ministry writes it.' })
export class EndpointContent {
  @Field(() => Environment, { description: 'The environment that it belongs to.' })
  environment!: Environment;

  @Field(() => String, { description: 'Its address; {uf} in it stands for each state.' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'Where its access token is drawn, where that is elsewhere.' })
  tokenUrl!: string | null;
}

/** A service as the Ministry writes it. */
@RequiresScopes('session')
@ObjectType({ description: 'A service as the Ministry writes it.' })
export class ServiceContent {
  @Field(() => String, { description: 'Its name in addresses, never changed and never given again.' })
  slug!: string;

  @Field(() => String, { description: 'Its name on screen.' })
  name!: string;

  @Field(() => String, { description: 'What it is for.' })
  description!: string;

  @Field(() => ServiceKind, { description: 'How it is spoken to.' })
  kind!: ServiceKind;

  @Field(() => String, { nullable: true, description: 'The standard that it follows.' })
  standard!: string | null;

  @Field(() => String, { nullable: true, description: 'How a system proves to it who it is.' })
  authentication!: string | null;

  @ListSize(2)
  @Field(() => [EndpointContent], { description: 'Where it is reached, one an environment.' })
  endpoints!: EndpointContent[];
}

/** Whether an environment asks for a certificate, as the Ministry writes it. */
@RequiresScopes('session')
@ObjectType({ description: 'Whether an environment of a portfolio asks for a digital certificate, as it is written.' })
export class CertificateContent {
  @Field(() => Environment, { description: 'The environment.' })
  environment!: Environment;

  @Field(() => CertificatePolicy, { description: 'Whether a request must, may or does not carry one.' })
  policy!: CertificatePolicy;
}

/** What a portfolio says. */
@RequiresScopes('session')
@ObjectType({ description: 'What a portfolio says: its texts, its rules, its services.' })
export class PortfolioContentBody {
  @Field(() => String, { description: 'Its short name on screen.' })
  name!: string;

  @Field(() => String, { description: 'What it integrates, in a sentence or two.' })
  summary!: string;

  @Field(() => String, { nullable: true, description: 'Who may ask for access.' })
  whoMayAsk!: string | null;

  @Field(() => [String], { description: 'What one needs at hand before asking for access.' })
  whatIsNeeded!: string[];

  @Field(() => String, { nullable: true, description: 'Why there is nothing, or not everything, to ask for here.' })
  accessNote!: string | null;

  @Field(() => String, { nullable: true, description: 'The integration guide of the Ministry.' })
  documentationUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'Where to ask for help.' })
  supportUrl!: string | null;

  @ListSize(2)
  @Field(() => [CertificateContent], { description: 'For each environment in which access can be asked for.' })
  certificate!: CertificateContent[];

  @ListSize(20)
  @Field(() => [RequirementContent], { description: 'What is checked, by environment, in the order of the checklist.' })
  requirements!: RequirementContent[];

  @ListSize(30)
  @Field(() => [ServiceContent], { description: 'What it offers, in the order of the page.' })
  services!: ServiceContent[];
}

/** What is being written of a portfolio. */
@RequiresScopes('session')
@ObjectType({ description: 'What is being written of a portfolio, and counts for nobody yet.' })
export class PortfolioContentDraft {
  @Field(() => PortfolioContentBody, { description: 'What it is to say.' })
  body!: PortfolioContentBody;

  @Field(() => Date, { description: 'When it was saved last.' })
  savedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  savedBy!: string;
}

/** That something else counted from then on. */
@RequiresScopes('session')
@ObjectType({ description: 'A version of a portfolio that was published, or that it was taken out of use.' })
export class PortfolioContentEdition {
  @Field(() => Int, { description: 'Counted from 1.' })
  number!: number;

  @Field(() => Boolean, { description: 'Whether the portfolio was taken out of use by it.' })
  withdraws!: boolean;

  @Field(() => Int, { nullable: true, description: 'The version that was gone back to by it.' })
  restores!: number | null;

  @Field(() => Date, { description: 'From when on.' })
  publishedAt!: Date;

  @Field(() => String, { description: 'By whom.' })
  publishedBy!: string;
}

/** A portfolio as it is written, published and gone back to. */
@RequiresScopes('session')
@ObjectType({ description: 'A portfolio as the Ministry writes it: what counts, what is being written, what counted.' })
export class PortfolioContent {
  @Field(() => String, { description: 'Its name in addresses, never changed.' })
  slug!: string;

  @Field(() => Int, { description: 'Counts every change; who changes it says which one they saw.' })
  version!: number;

  @Field(() => PortfolioContentBody, { nullable: true, description: 'What counts; null where it is out of use.' })
  inUse!: PortfolioContentBody | null;

  @Field(() => PortfolioContentDraft, { nullable: true, description: 'What is being written; null where nothing is.' })
  draft!: PortfolioContentDraft | null;

  @ListSize(10)
  @Field(() => [PortfolioContentEdition], {
    description:
      'What was published, the newest first, at most 50, and in a list the newest alone; none where a file counts.',
  })
  editions!: PortfolioContentEdition[];

  @Field(() => Int, {
    description: 'Requests that were submitted and not answered: they keep the rules that they were submitted under.',
  })
  requestsUnderWay!: number;
}

/** What a change of a portfolio answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'What a mutation changed, or the problems a person can mend.' })
export class PortfolioContentPayload {
  @Field(() => PortfolioContent, { nullable: true, description: 'As it is now; null where there is none.' })
  portfolioContent!: PortfolioContent | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}
