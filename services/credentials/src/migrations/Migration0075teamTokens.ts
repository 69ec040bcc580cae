import { Migration } from '@mikro-orm/migrations';

/** Tokens of teams: each is a member of its team by its own id, and what it may do follows from that. */
export class Migration0075teamTokens extends Migration {
  override up(): void {
    this.addSql(`
      create table team_token (
        id uuid primary key,
        team_id uuid not null references team (id) on delete cascade,
        name varchar(100) not null,
        scopes text[] not null,
        allowed_ips text[] not null,
        token_hash varchar(64) not null unique,
        created_by_id uuid not null,
        created_at timestamptz(3) not null,
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        last_used_at timestamptz(3)
      )`);
    this.addSql('create index team_token_of_team on team_token (team_id)');
    this.addSql('create index team_token_by_end on team_token (expires_at)');
  }

  override down(): void {
    this.addSql('delete from team_member where person_id in (select id from team_token)');
    this.addSql('drop table team_token');
  }
}
