import { Migration } from '@mikro-orm/migrations';

/** Notices of one occasion as one change on the line, the message that one tells of, and reviewers found among all people. */
export class Migration0036noticesTold extends Migration {
  override up(): void {
    this.addSql('alter table outbox add column told jsonb');
    this.addSql('alter table notice add column message_id uuid');
    this.addSql(`
      create index notice_recipient_staff on notice_recipient (seen_at) where roles && '{REVIEWER,MANAGER}'`);
  }

  override down(): void {
    this.addSql(`delete from outbox where told is not null`);
    this.addSql('drop index notice_recipient_staff');
    this.addSql('alter table notice drop column message_id');
    this.addSql('alter table outbox drop column told');
  }
}
