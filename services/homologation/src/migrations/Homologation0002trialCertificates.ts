import { Migration } from '@mikro-orm/migrations';

/** Trial certificates, who drew and revoked them, and the keys by which that is done once. */
export class Homologation0002trialCertificates extends Migration {
  override up(): void {
    this.addSql(`
      create table trial_certificate (
        id uuid primary key,
        credential_id uuid not null,
        sha256 char(64) not null unique,
        serial_number varchar(40) not null,
        subject varchar(300) not null,
        pem text not null,
        issued_at timestamptz(3) not null,
        expires_at timestamptz(3) not null,
        issued_by uuid not null,
        revoked_at timestamptz(3),
        revoked_by uuid,
        reason varchar(1000)
      )`);
    this.addSql(
      'create index trial_certificate_of_credential on trial_certificate (credential_id, issued_at desc, id desc)',
    );
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
      create table audit_record (
        id uuid primary key,
        at timestamptz(3) not null,
        actor_id uuid,
        act varchar(60) not null,
        subject varchar(20) not null,
        subject_id uuid not null,
        trace_id varchar(32) not null,
        detail jsonb not null
      )`);
    this.addSql('create index audit_record_of_subject on audit_record (subject_id, at)');
    this.addSql('create index audit_record_of_actor on audit_record (actor_id, at)');
    this.addSql(`
      create function audit_record_stays() returns trigger language plpgsql as $$
      begin raise exception 'audit records are never changed'; end $$`);
    this.addSql(`
      create trigger audit_record_stays before update or delete on audit_record
      for each row execute function audit_record_stays()`);
    this.addSql(`
      create trigger audit_record_stays_whole before truncate on audit_record
      for each statement execute function audit_record_stays()`);
  }

  override down(): void {
    this.addSql('drop table trial_certificate, answered_once, audit_record');
    this.addSql('drop function audit_record_stays');
  }
}
