import { Migration } from '@mikro-orm/migrations';

/** What was answered and sent in a period, and what is under way, as the panel asks. */
export class Migration0032answers extends Migration {
  /** The version before goes on writing while indexes are built, which no transaction can hold. */
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    for (const [name, rows] of Object.entries(INDEXES)) {
      // What was broken off left one behind that is not valid.
      this.addSql(`drop index concurrently if exists ${name}`);
      this.addSql(`create index concurrently ${name} on ${rows}`);
    }
  }

  override down(): void {
    for (const name of Object.keys(INDEXES)) this.addSql(`drop index concurrently if exists ${name}`);
  }
}

const INDEXES = {
  access_request_event_answers: "access_request_event (at) where action in ('REQUEST_CHANGES', 'REJECT', 'APPROVE')",
  access_request_event_submits: "access_request_event (at) where action = 'SUBMIT'",
  access_request_under_way: "access_request (state) where state in ('SUBMITTED', 'IN_REVIEW', 'CHANGES_REQUESTED')",
};
