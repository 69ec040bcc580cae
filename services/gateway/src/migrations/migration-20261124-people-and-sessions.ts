import { Migration } from '@mikro-orm/migrations';

/** People who signed in, and their sessions. */
export class Migration20261124PeopleAndSessions extends Migration {
  override up(): void {
    this.addSql(`
      create table people (
        id uuid primary key default uuidv7(),
        issuer text not null,
        subject_hash text not null,
        name text not null,
        email text,
        email_verified boolean not null,
        level text not null check (level in ('BRONZE', 'SILVER', 'GOLD')),
        last_signed_in_at timestamptz(3) not null,
        unique (issuer, subject_hash)
      )`);
    this.addSql(`
      create table sessions (
        id_hash text primary key,
        person_id uuid not null references people (id) on delete cascade,
        created_at timestamptz(3) not null,
        last_seen_at timestamptz(3) not null
      )`);
    this.addSql('create index sessions_person on sessions (person_id)');
    this.addSql('create index sessions_last_seen on sessions (last_seen_at)');
    this.addSql('create index sessions_created on sessions (created_at)');
  }
}
