import { Migration } from '@mikro-orm/migrations';

/** Documents and calls of the Auth and EHR hosts, and the key of their tokens. */
export class Homologation0001hosts extends Migration {
  override up(): void {
    this.addSql(`
      create table token_key (
        one boolean primary key default true check (one),
        kid varchar(60) not null,
        sealed text not null
      )`);
    this.addSql(`
      create table document (
        id varchar(60) primary key,
        credential_id uuid not null,
        owner_id uuid not null,
        requester_identifier varchar(20) not null,
        identifier_system varchar(200) not null,
        identifier_value varchar(500) not null,
        kind varchar(40) not null,
        subject varchar(15),
        state varchar(10) not null,
        replaces varchar(60),
        content_hashes text[] not null,
        created_at timestamptz(3) not null,
        content text not null
      )`);
    this.addSql(`
      create unique index document_identified on document (requester_identifier, identifier_value) where state = 'CURRENT'`);
    this.addSql('create index document_versions on document (requester_identifier, identifier_value, created_at)');
    this.addSql(`create index document_contents on document using gin (content_hashes) where state = 'CURRENT'`);
    this.addSql('create index document_by_age on document (created_at)');
    this.addSql(`
      create table call (
        id uuid primary key,
        host varchar(4) not null,
        at timestamptz(3) not null,
        duration_ms integer not null,
        method varchar(10) not null,
        path varchar(500) not null,
        operation varchar(40),
        status smallint not null,
        certificate_sha256 varchar(64),
        connector varchar(200),
        codes text[] not null,
        document_id varchar(60),
        fault_id uuid,
        body_hmac varchar(43),
        token_hmac varchar(43),
        request jsonb not null,
        response jsonb not null
      )`);
    this.addSql(`
      create table armed_fault (
        id uuid primary key,
        credential_id uuid not null,
        kind varchar(20) not null,
        seed integer not null,
        calls_left integer not null,
        calls_done integer not null default 0,
        armed_by uuid not null,
        armed_at timestamptz(3) not null,
        until timestamptz(3) not null
      )`);
    this.addSql('create index armed_fault_of_credential on armed_fault (credential_id, armed_at)');
    this.addSql('create index call_by_age on call (at)');
    this.addSql(`
      create table call_of_credential (
        credential_id uuid not null,
        call_id uuid not null references call (id) on delete cascade,
        primary key (credential_id, call_id)
      )`);
    this.addSql('create index call_of_credential_by_call on call_of_credential (call_id)');
  }

  override down(): void {
    this.addSql('drop table armed_fault, call_of_credential, call, document, token_key');
  }
}
