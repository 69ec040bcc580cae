import { Migration } from '@mikro-orm/migrations';

/** Tokens by which people's programs ask. Of a token its hash alone is kept. */
export class Migration20261124PersonalAccessTokens extends Migration {
  override up(): void {
    this.addSql(`
      create table personal_access_tokens (
        id uuid primary key default uuidv7(),
        person_id uuid not null references people (id) on delete cascade,
        name text not null,
        token_hash text not null unique,
        scopes text[] not null,
        allowed_ips text[] not null,
        created_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        last_used_at timestamptz(3)
      )`);
    this.addSql('create index personal_access_tokens_person on personal_access_tokens (person_id, id)');
  }
}
