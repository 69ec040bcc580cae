import { randomUUIDv7 } from 'node:crypto';
import { OptionalProps } from '@mikro-orm/core';
import { Entity, Formula, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { CredentialState, Environment } from '@portal/domain';
import { Node, PersonalJson, RequiresScopes } from '@portal/service-kit';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { Certificate } from '../certificates/certificate.ts';
import type { Establishment } from '../establishments/establishment.ts';
import { PERSONAL_JSON } from '../personal-data/columns.ts';
import type { SystemCopy } from '../requests/content.ts';
import { type Members, membersSql } from '../teams/members.ts';

/** An offer of a credential to another team: to whoever has the link that the secret opens. */
export interface TransferOffer {
  secretHash: string;
  byId: string;
  byName: string;
  at: string;
  expiresAt: string;
}

/**
 * The right to talk to a portfolio's services in one environment. It keeps its own copy of what was
 * approved, the last time: no draft changes it.
 */
@Entity({ tableName: 'credential' })
@Directive('@key(fields: "id")')
@RequiresScopes('credentials:read')
@ObjectType({
  implements: Node,
  description: "The right of a system to talk to a portfolio's services in one environment.",
})
export class Credential {
  [OptionalProps]?: 'id' | 'members' | 'suspendedByMinistry' | 'version';

  @PrimaryKey({ type: 'uuid' })
  @Field(() => ID, { description: 'Opaque identifier.' })
  id: string = randomUUIDv7();

  /** The request whose approval issued it; no relation, for requests refer to credentials already. */
  @Property({ type: 'uuid' })
  requestId!: string;

  /** The alteration that was approved last, whose content it has; null while it has that of its request. */
  @Property({ type: 'uuid', nullable: true })
  alterationId: string | null = null;

  /** Who sent the request. */
  @Property({ type: 'uuid' })
  ownerId!: string;

  /** That of its request. */
  @Property({ type: 'uuid', nullable: true })
  teamId: string | null = null;

  /** Who is in the team, at the moment at which the row was read. */
  @Formula((_, table) => membersSql(`${table}`))
  members!: Members;

  @Property({ type: 'string', length: 16 })
  @Field(() => Environment, { description: 'Where it is valid.' })
  environment!: Environment;

  /** As last written; `stateOf` tells the state at a moment, EXPIRED included. */
  @Property({ type: 'string', length: 16 })
  state!: CredentialState;

  @Property({ type: 'string', length: 100 })
  portfolio!: string;

  /** Slugs, as approved. */
  @Property({ type: 'string[]' })
  services!: string[];

  /** The lineage of the system, the same in both environments. */
  @Property({ type: 'uuid' })
  systemId!: string;

  @Property({ type: 'json' })
  system!: SystemCopy;

  @Property({ type: 'json' })
  establishment!: Establishment;

  @Property({ type: new PersonalJson(PERSONAL_JSON.credentialCertificate), nullable: true })
  certificate: Certificate | null = null;

  /** The one before it: good until `previousCertificateExpiresAt`, and known by its fingerprint afterwards as well. */
  @Property({ type: new PersonalJson(PERSONAL_JSON.previousCertificate), nullable: true })
  previousCertificate: Certificate | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  previousCertificateExpiresAt: Date | null = null;

  /** An offer to another team that was neither taken nor taken back. */
  @Property({ type: 'json', nullable: true, hidden: true })
  transferOffer: TransferOffer | null = null;

  @Property({ type: 'string', length: 20 })
  @Field(() => String, {
    description: 'Identificador do solicitante: the number that goes into every FHIR document the system sends.',
  })
  requesterIdentifier!: string;

  @Property({ type: 'string', length: 64 })
  @Field(() => String, { description: "Identifies the system to the Portal's own API, with the secret." })
  clientId!: string;

  @Property({ type: 'string', length: 255, nullable: true, hidden: true })
  secretHash: string | null = null;

  @Property({ type: 'datetime', length: 3, nullable: true })
  secretIssuedAt: Date | null = null;

  @Property({ type: 'string', length: 255, nullable: true, hidden: true })
  previousSecretHash: string | null = null;

  /** As last written; in the past, it is of no meaning any more. */
  @Property({ type: 'datetime', length: 3, nullable: true })
  previousSecretExpiresAt: Date | null = null;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, { description: 'When the Ministry approved it the first time.' })
  issuedAt!: Date;

  @Property({ type: 'datetime', length: 3 })
  @Field(() => Date, {
    description: "The certificate's last moment, or one year after the last approval without a certificate.",
  })
  expiresAt!: Date;

  /** As last written; an expiry that was not written yet is told by `expiresAt`. */
  @Property({ type: 'datetime', length: 3 })
  stateChangedAt!: Date;

  @Property({ type: 'string', length: 1000, nullable: true })
  stateReason: string | null = null;

  @Property({ type: 'boolean' })
  suspendedByMinistry = false;

  @Property({ type: 'integer', version: true })
  version!: number;
}
