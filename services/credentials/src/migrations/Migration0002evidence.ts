import { Migration } from '@mikro-orm/migrations';

/** Evidence of access requests. */
export class Migration0002evidence extends Migration {
  override up(): void {
    this.addSql(`
      create table evidence (
        id uuid primary key,
        request_id uuid not null references access_request (id),
        file_name varchar(255) not null,
        media_type varchar(100) not null,
        size integer not null check (size between 1 and 10485760),
        sha256 varchar(64) not null,
        uploaded_at timestamptz(3) not null,
        requirements jsonb not null,
        removed_at timestamptz(3),
        scan varchar(8) not null check (scan in ('PENDING', 'CLEAN', 'INFECTED'))
      )`);
    this.addSql('create index evidence_of_request on evidence (request_id, id)');
    this.addSql('create unique index evidence_same_bytes on evidence (request_id, sha256) where removed_at is null');
  }

  override down(): void {
    this.addSql('drop table evidence');
  }
}
