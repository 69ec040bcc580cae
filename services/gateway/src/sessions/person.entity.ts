import { Entity, Enum, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { AssuranceLevel } from '@portal/domain';
import { PersonalText } from '@portal/service-kit/database';
import { EMAILS } from '../personal-data/emails.ts';

/** Somebody who signed in at least once. What the issuer calls the subject is a CPF at gov.br, and only its hash is kept. */
@Entity({ tableName: 'people' })
@Unique({ properties: ['issuer', 'subjectHash'] })
export class PersonRecord {
  @PrimaryKey({ type: 'uuid', defaultRaw: 'uuidv7()' })
  id!: string;

  @Property({ type: 'text' })
  issuer!: string;

  @Property({ type: 'text' })
  subjectHash!: string;

  @Property({ type: 'text' })
  name!: string;

  /** Read alone: sign-in writes it. */
  @Property({ type: new PersonalText('people.email', EMAILS['people.email']), nullable: true })
  email!: string | null;

  /** Only an e-mail that the issuer vouches for can make somebody a reviewer. */
  @Property({ type: 'boolean' })
  emailVerified!: boolean;

  /** By which an ADMIN said something of them that still counts. */
  @Property({ type: new PersonalText('people.former_email', EMAILS['people.former_email']), nullable: true })
  formerEmail?: string | null;

  /** Which change of that e-mail's roles it was. */
  @Property({ type: 'integer', nullable: true })
  formerChange?: number | null;

  @Enum({ items: () => Object.values(AssuranceLevel), type: 'text' })
  level!: AssuranceLevel;

  @Property({ type: 'timestamptz', length: 3 })
  lastSignedInAt!: Date;
}
