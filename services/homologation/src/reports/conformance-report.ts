import { IDEMPOTENCY_KEY, ListSize, Node, Problem, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { ConformanceSuite } from '../conformance/conformance-run.ts';

/** What anybody may know of a report: nothing of a person. */
@RequiresScopes('anyone')
@ObjectType({
  description:
    'What anybody may know who has a conformance report: whose system it is of, and whether it still counts.',
})
export class ConformanceReportSummary {
  @Field(() => String, { description: "The report's id, as it is printed on it." })
  report!: string;

  @Field(() => String, { description: "The suite's title, in Portuguese." })
  suiteTitle!: string;

  @Field(() => String, { description: "The suite's version." })
  suiteVersion!: string;

  @Field(() => String, { description: 'Name of the system.' })
  systemName!: string;

  @Field(() => String, { description: 'Identificador do solicitante.' })
  requesterIdentifier!: string;

  @Field(() => String, { nullable: true, description: 'Name and version of the connector, from its User-Agent.' })
  connector!: string | null;

  @Field(() => Date, { description: 'When the run was complete.' })
  completedAt!: Date;

  @Field(() => Date, { description: 'When the report was signed.' })
  issuedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "When an authority of time stamps (RFC 3161) stamped its PDF; null where none did yet: the time is the portal's alone. The stamp is at the path of the PDF, or of the JSON, with .tsr behind it.",
  })
  timeStampedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of the authority that stamped it, from its certificate.' })
  timeStampAuthority!: string | null;

  @Field(() => Date, { description: 'It counts until then, unless its suite is replaced before.' })
  validUntil!: Date;

  /** Of the suite that it is of; no field of the API. */
  suite!: { key: string; version: string; hash: string };
}

/** A complete run as it was printed and signed. */
@RequiresScopes('credentials:read')
@ObjectType({
  implements: Node,
  description: 'A complete run as it was printed, signed and kept for ever, to be attached as evidence.',
})
export class ConformanceReport {
  @Field(() => ID, { description: 'Opaque identifier, also the last part of its addresses.' })
  id!: string;

  runId!: string;
  credentialId!: string;
  ownerId!: string;

  @Field(() => ConformanceSuite, { description: 'The version of the suite that it is of.' })
  suite!: ConformanceSuite;

  @Field(() => String, { description: 'Name of the system.' })
  systemName!: string;

  @Field(() => String, { description: 'Identificador do solicitante.' })
  requesterIdentifier!: string;

  @Field(() => String, { nullable: true, description: 'Name and version of the connector, from its User-Agent.' })
  connector!: string | null;

  @Field(() => Date, { description: 'When the run was complete.' })
  completedAt!: Date;

  @Field(() => Date, { description: 'When it was signed.' })
  issuedAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "When an authority of time stamps (RFC 3161) stamped its PDF; null where none did yet: the time is the portal's alone. The stamp is at the path of the PDF, or of the JSON, with .tsr behind it.",
  })
  timeStampedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Name of the authority that stamped it, from its certificate.' })
  timeStampAuthority!: string | null;

  @Field(() => Date, { description: 'It counts until then, unless its suite is replaced before.' })
  validUntil!: Date;

  @Field(() => String, { description: 'Path of its PDF at the portal.' })
  pdfUrl!: string;

  @Field(() => String, { description: 'Path of its JSON at the portal.' })
  jsonUrl!: string;

  @Field(() => String, { description: 'Address of the public page that verifies it.' })
  verifyUrl!: string;

  @Field(() => String, { description: 'SHA-256 of its PDF, in hexadecimal.' })
  pdfSha256!: string;

  @Field(() => String, { description: 'SHA-256 of its JSON, in hexadecimal.' })
  jsonSha256!: string;

  @Field(() => Int, { description: 'Bytes of its PDF.' })
  pdfSize!: number;
}

/** A file that proves something: what it is, credentials says. */
@Directive('@key(fields: "id sha256")')
@ObjectType({ description: 'A PDF or PNG file that proves requirements of an access request.' })
export class Evidence {
  @Field(() => ID, { description: 'Opaque identifier, also the last part of its address.' })
  id!: string;

  @Field(() => String, { description: 'SHA-256 of the bytes, in hexadecimal.' })
  sha256!: string;
}

/** Of which run. */
@InputType({ description: 'Of which run a report is issued.' })
export class IssueConformanceReportInput {
  @Field(() => ID, { description: 'A complete run of a credential of your own.' })
  runId!: string;

  @Field(() => String, { nullable: true, description: IDEMPOTENCY_KEY })
  idempotencyKey?: string | null;
}

/** What issuing a report answers. */
@RequiresScopes('inherited')
@ObjectType({ description: 'The report, or the problems a person can mend.' })
export class IssueConformanceReportPayload {
  @Field(() => ConformanceReport, { nullable: true, description: 'The report; null where none was issued.' })
  report!: ConformanceReport | null;

  @ListSize(2)
  @Field(() => [Problem], { description: 'Empty when it was done; else nothing was changed.' })
  problems!: readonly Problem[];
}
