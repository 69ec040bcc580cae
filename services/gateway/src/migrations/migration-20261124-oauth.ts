import { Migration } from '@mikro-orm/migrations';

/** What the OAuth server keeps: the keys that sign, the tokens that were revoked before their end, assertions that were used. */
export class Migration20261124Oauth extends Migration {
  override up(): void {
    this.addSql(`
      create table oauth_signing_keys (
        kid text primary key,
        public_jwk jsonb not null,
        sealed_private_jwk text not null,
        sealed_by text not null,
        created_at timestamptz(3) not null
      )`);
    this.addSql(`
      create table oauth_revoked_tokens (
        jti text primary key,
        expires_at timestamptz(3) not null
      )`);
    this.addSql('create index oauth_revoked_tokens_end on oauth_revoked_tokens (expires_at)');
    this.addSql(`
      create table oauth_used_assertions (
        assertion_hash text primary key,
        expires_at timestamptz(3) not null
      )`);
    this.addSql('create index oauth_used_assertions_end on oauth_used_assertions (expires_at)');
  }
}
