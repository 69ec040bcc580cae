import { Migration } from '@mikro-orm/migrations';

/** What steps are matched by, the runs that calls move, and the time that was our fault. */
export class Homologation0003conformance extends Migration {
  override up(): void {
    this.addSql(`
      alter table call
        add column document_kind varchar(40),
        add column replaces varchar(60),
        add column identifier_hmac varchar(43),
        add column issued_token_hmac varchar(43),
        add column fault_kind varchar(20),
        add column retry_after_seconds integer,
        add column answered_at timestamptz(3),
        add column ours boolean not null default false`);
    // Recorded, and not looked at by the runs of its credential yet: a table of its own, for it is nearly always empty.
    this.addSql(`
      create table call_waiting (
        credential_id uuid not null,
        call_id uuid not null references call (id) on delete cascade,
        primary key (credential_id, call_id)
      )`);
    this.addSql('create index call_waiting_by_call on call_waiting (call_id)');
    this.addSql(`
      create table conformance_suite (
        hash char(64) primary key,
        suite_id varchar(60) not null,
        version varchar(30) not null,
        kept_at timestamptz(3) not null,
        suite jsonb not null
      )`);
    this.addSql(`
      create table conformance_run (
        id uuid primary key,
        credential_id uuid not null,
        owner_id uuid not null,
        suite_id varchar(60) not null,
        suite_hash char(64) not null references conformance_suite (hash),
        connector varchar(200),
        state jsonb not null,
        outcome varchar(20) not null,
        calls integer not null,
        remaining integer not null,
        opened_at timestamptz(3) not null,
        changed_at timestamptz(3) not null,
        completed_at timestamptz(3),
        replaced_by uuid references conformance_run (id) deferrable initially deferred
      )`);
    this.addSql(`
      create unique index conformance_run_current on conformance_run (credential_id, suite_id) where replaced_by is null`);
    this.addSql('create index conformance_run_of_credential on conformance_run (credential_id, id desc)');
    this.addSql(`
      create table conformance_call (
        call_id uuid not null references call (id) on delete cascade,
        run_id uuid not null references conformance_run (id),
        step_id varchar(120) not null,
        matched boolean not null,
        why varchar(1000),
        primary key (call_id, run_id)
      )`);
    // What is told of a call by the attempts that it is of, when the call itself is kept no more.
    this.addSql(`
      create table conformance_seen (
        run_id uuid not null references conformance_run (id),
        call_id uuid not null,
        at timestamptz(3) not null,
        method varchar(10) not null,
        operation varchar(40),
        status smallint not null,
        codes text[] not null,
        fault varchar(20),
        primary key (run_id, call_id)
      )`);
    this.addSql(`
      create table conformance_completion (
        run_id uuid primary key references conformance_run (id),
        completed_at timestamptz(3) not null,
        tried_at timestamptz(3),
        taken_at timestamptz(3)
      )`);
    this.addSql(
      'create index conformance_completion_untaken on conformance_completion (completed_at) where taken_at is null',
    );
    this.addSql(`
      create table homologation_incident (
        id uuid primary key,
        kind varchar(20) not null,
        started_at timestamptz(3) not null,
        ended_at timestamptz(3) not null,
        calls integer not null
      )`);
    this.addSql('create index homologation_incident_by_end on homologation_incident (ended_at desc)');
    this.addSql(`
      create table sign_of_life (
        one boolean primary key default true check (one),
        at timestamptz(3) not null
      )`);
  }

  override down(): void {
    this.addSql(`drop table sign_of_life, homologation_incident, conformance_completion, conformance_seen,
      conformance_call, conformance_run, conformance_suite, call_waiting`);
    this.addSql(`
      alter table call drop column document_kind, drop column replaces, drop column identifier_hmac,
        drop column issued_token_hmac, drop column fault_kind, drop column retry_after_seconds, drop column answered_at,
        drop column ours`);
  }
}
