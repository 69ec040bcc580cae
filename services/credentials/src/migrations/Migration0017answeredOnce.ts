import { Migration } from '@mikro-orm/migrations';

/**
 * Idempotency keys of every mutation, by their hash. Those of before keep what they gave; their arguments are not compared any
 * more. An instance of before that still runs refuses a creation with a key until it is replaced.
 */
export class Migration0017answeredOnce extends Migration {
  override up(): void {
    this.addSql(`
      create table answered_once (
        owner varchar(200) not null,
        key_hash char(64) not null,
        act varchar(60) not null,
        fingerprint char(64),
        answer_id varchar(200) not null,
        sealed_secret text,
        created_at timestamptz(3) not null,
        primary key (owner, key_hash)
      )`);
    this.addSql('create index answered_once_by_age on answered_once (created_at)');
    this.addSql(`create index answered_once_secrets on answered_once (created_at) where sealed_secret > ''`);
    this.addSql(`
      insert into answered_once (owner, key_hash, act, answer_id, created_at)
      select owner_id::text, encode(sha256(convert_to(key, 'UTF8')), 'hex'), act, request_id::text, created_at
      from idempotency_key`);
    this.addSql('drop table idempotency_key');
  }

  /** The keys themselves are kept nowhere any more, and so nothing is sent back. */
  override down(): void {
    this.addSql('drop table answered_once');
    this.addSql(`
      create table idempotency_key (
        owner_id uuid not null,
        key varchar(200) not null,
        act varchar(60) not null,
        input text not null,
        request_id uuid not null references access_request (id),
        created_at timestamptz(3) not null,
        primary key (owner_id, key)
      )`);
    this.addSql('create index idempotency_key_by_age on idempotency_key (created_at)');
  }
}
