import { Migration } from '@mikro-orm/migrations';

/** Security keys of who administrates, when a session was last confirmed by one, and what is to be told of them to the audit log. */
export class Migration20261130SecurityKeys extends Migration {
  override up(): void {
    this.addSql(`
      create table security_keys (
        id uuid primary key default uuidv7(),
        person_id uuid not null references people (id) on delete cascade,
        rp_id text not null,
        credential_id text not null unique,
        public_key bytea not null,
        sign_count bigint not null,
        transports text[] not null,
        name text not null,
        created_at timestamptz(3) not null,
        last_used_at timestamptz(3)
      )`);
    this.addSql('create index security_keys_of_person on security_keys (person_id)');
    this.addSql('alter table sessions add column second_factor_at timestamptz(3)');
    this.addSql(`
      create table security_key_acts (
        id uuid primary key default uuidv7(),
        person_id uuid not null,
        by_id uuid,
        act text not null,
        detail jsonb not null,
        at timestamptz(3) not null
      )`);
  }

  override down(): void {
    this.addSql('drop table security_key_acts, security_keys');
    this.addSql('alter table sessions drop column second_factor_at');
  }
}
