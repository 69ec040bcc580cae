import { randomUUIDv7 } from 'node:crypto';
import type { Rel } from '@mikro-orm/core';
import { Entity, Formula, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { AccessRequestState, type AssuranceLevel, Environment, RequestOrigin } from '@portal/domain';
import { Node, PersonalJson, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { Certificate } from '../certificates/certificate.ts';
import { Credential } from '../credentials/credential.ts';
import type { Establishment } from '../establishments/establishment.ts';
import { PERSONAL_JSON } from '../personal-data/columns.ts';
import { type Members, membersSql, otherTeamSql } from '../teams/members.ts';
import {
  type ApprovalMark,
  EMPTY_SYSTEM,
  type ManagerCopy,
  type PersonMark,
  type RulesCopy,
  type Submission,
  type SystemCopy,
  type WarningCopy,
} from './content.ts';

/** Who asked, as they were at creation and at each submit. */
export interface RequesterMark {
  name: string;
  email: string | null;
  assuranceLevel: AssuranceLevel;
}

/**
 * Solicitação: a request for access to one environment of a portfolio. What it holds is its own copy. The columns of the
 * form are what the team works on; everybody else reads `submitted`.
 */
@Entity({ tableName: 'access_request' })
@Directive('@key(fields: "id")')
@RequiresScopes('requests:read')
@ObjectType({
  implements: Node,
  description:
    'A request for access to one environment of a portfolio. What it holds is its own copy. `version` goes up by one with every successful updateAccessRequest, submit, cancel, claim, release, requestChanges, approve and reject, with an approval by rule, and with nothing else.',
})
export class AccessRequest {
  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  @Property({ type: 'string', length: 14 })
  @Field(() => String, { description: 'Number that people use, such as 2026-0000123-6: year, sequence, check digit.' })
  protocol!: string;

  @Property({ type: 'string', length: 16 })
  @Field(() => Environment, { description: 'Where access is asked for.' })
  environment!: Environment;

  @Property({ type: 'string', length: 20 })
  @Field(() => AccessRequestState, { description: 'Where it stands.' })
  state: AccessRequestState = 'DRAFT';

  /** Counted by the acts, under a lock of the row: the ORM's own counter would also count what must not. */
  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'Passed back by every act on it: an act on an older one is refused.' })
  version = 1;

  /** Who began it, or sent it last: `requester` is of them, and is sealed by their key. */
  @Property({ type: 'uuid' })
  ownerId!: string;

  /** Null until the establishment is chosen: until then it is its person's own. */
  @Property({ type: 'uuid', nullable: true })
  teamId: string | null = null;

  /** Who is in the team, at the moment at which the row was read. */
  @Formula((_, table) => membersSql(`${table}`))
  members!: Members;

  /** Read with lists of reviewers alone. */
  @Formula((_, table) => otherTeamSql(`${table}`), { lazy: true })
  hasOtherTeam?: boolean;

  @Property({ type: new PersonalJson(PERSONAL_JSON.requester) })
  requester!: RequesterMark;

  /** Slug of the catalogue. */
  @Property({ type: 'string', length: 100 })
  portfolio!: string;

  /** Slugs of the catalogue. */
  @Property({ type: 'string[]' })
  services!: string[];

  @Property({ type: 'string', length: 10, nullable: true })
  origin: RequestOrigin | null = null;

  @Property({ type: 'json', nullable: true })
  establishment: Establishment | null = null;

  @Property({ type: 'json' })
  childEstablishments: Establishment[] = [];

  @Property({ type: new PersonalJson(PERSONAL_JSON.manager), nullable: true })
  manager: ManagerCopy | null = null;

  @Property({ type: new PersonalJson(PERSONAL_JSON.certificate), nullable: true })
  certificate: Certificate | null = null;

  /** The lineage: new with a homologation request, kept by the production requests made from its credential. */
  @Property({ type: 'uuid' })
  systemId!: string;

  @Property({ type: 'json' })
  system: SystemCopy = { ...EMPTY_SYSTEM };

  @Property({ type: 'datetime', length: 3, nullable: true })
  acceptedTermsAt: Date | null = null;

  @Property({ type: 'string', length: 20, nullable: true })
  acceptedTermsVersion: string | null = null;

  @Property({ type: 'json' })
  warnings: WarningCopy[] = [];

  @ManyToOne(() => Credential, { nullable: true })
  homologationCredential: Rel<Credential> | null = null;

  /** The one that ended and is gone on with here; no relation, for it is read by its loader. */
  @Property({ type: 'uuid', nullable: true })
  continuesId: string | null = null;

  /** The credential that takes its content when it is approved: it is an alteration. No relation, for it is read by its loader. */
  @Property({ type: 'uuid', nullable: true })
  replacesId: string | null = null;

  /** Of the last submission; null before the first. */
  @Property({ type: new PersonalJson(PERSONAL_JSON.submitted), nullable: true })
  submitted: Submission | null = null;

  /** Of the submission before the last one; of an alteration, what the credential had when it was begun, or last sent. */
  @Property({ type: new PersonalJson(PERSONAL_JSON.submittedBefore), nullable: true })
  submittedBefore: Submission | null = null;

  /** The rules that the last submission was held to. */
  @Property({ type: 'json', nullable: true })
  rules: RulesCopy | null = null;

  @Property({ type: 'integer' })
  @Field(() => Int, { description: 'How many times it was submitted.' })
  submissions = 0;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was started.' })
  createdAt!: Date;

  /** Of the last act that counted the version up. */
  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When it was last saved or moved.' })
  updatedAt!: Date;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was last submitted.' })
  submittedAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, {
    nullable: true,
    description:
      'When the answer is normally given, by the rules of when it was submitted; none while changes are asked for.',
  })
  dueAt: Date | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  @Field(() => Date, { nullable: true, description: 'When it was approved or rejected.' })
  decidedAt: Date | null = null;

  /** Who holds it while IN_REVIEW; who decided it afterwards. */
  @Property({ type: 'uuid', nullable: true })
  reviewerId: string | null = null;

  @Property({ type: 'string', length: 200, nullable: true })
  reviewerName: string | null = null;

  @Property({ type: 'json', nullable: true })
  previousReviewer: PersonMark | null = null;

  /** Of the present submission. */
  @Property({ type: 'json' })
  approvals: ApprovalMark[] = [];
}
