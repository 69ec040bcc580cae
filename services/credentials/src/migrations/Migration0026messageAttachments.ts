import { Migration } from '@mikro-orm/migrations';

/** Files that go with messages: in the store of evidence, and no evidence. */
export class Migration0026messageAttachments extends Migration {
  override up(): void {
    // Without a message it was not sent yet, and is its sender's alone.
    this.addSql(`
      create table message_attachment (
        id uuid primary key,
        request_id uuid not null references access_request (id),
        message_id uuid references request_message (id),
        uploaded_by uuid not null,
        file_name varchar(255) not null,
        media_type varchar(100) not null,
        size integer not null check (size between 1 and 10485760),
        sha256 varchar(64) not null,
        uploaded_at timestamptz(3) not null
      )`);
    this.addSql(
      'create index message_attachment_of_message on message_attachment (message_id) where message_id is not null',
    );
    this.addSql(
      'create index message_attachment_unsent on message_attachment (uploaded_by, request_id) where message_id is null',
    );
    this.addSql(
      'create index message_attachment_of_before on message_attachment (uploaded_at) where message_id is null',
    );
    // Its bytes are deleted for certain, as those of evidence are.
    this.addSql(`
      create trigger message_attachment_discard after delete on message_attachment
      for each row execute function evidence_discard()`);
  }

  override down(): void {
    this.addSql('delete from message_attachment');
    this.addSql('drop table message_attachment');
  }
}
