import { Migration } from '@mikro-orm/migrations';

/** Files on their way in parts, which go on where they stopped. The parts are in the store of evidence, and are none. */
export class Migration0057unfinishedUploads extends Migration {
  override up(): void {
    // Of what it became the id is kept, for an answer that was lost: so a request may be told again.
    this.addSql(`
      create table unfinished_upload (
        id uuid primary key,
        purpose varchar(10) not null check (purpose in ('EVIDENCE', 'MESSAGE')),
        request_id uuid not null references access_request (id),
        person_id uuid not null,
        file_name varchar(255) not null,
        requirements jsonb not null,
        size integer not null check (size between 1 and 10485760),
        received integer not null default 0 check (received <= size),
        kept_as uuid,
        touched_at timestamptz(3) not null
      )`);
    this.addSql('create index unfinished_upload_of_person on unfinished_upload (person_id)');
    this.addSql('create index unfinished_upload_of_request on unfinished_upload (request_id)');
    this.addSql('create index unfinished_upload_by_age on unfinished_upload (touched_at)');
    this.addSql(`
      create table upload_part (
        id uuid primary key,
        upload_id uuid not null references unfinished_upload (id) on delete cascade,
        start integer not null,
        unique (upload_id, start)
      )`);
    this.addSql(`
      create trigger upload_part_discard after delete on upload_part
      for each row execute function evidence_discard()`);
  }

  override down(): void {
    this.addSql('delete from upload_part');
    this.addSql('drop table upload_part');
    this.addSql('drop table unfinished_upload');
  }
}
