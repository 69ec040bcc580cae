import { Migration } from '@mikro-orm/migrations';

/** What integrators and reviewers write to each other about a requirement, how each thread stands, and who read it how far. */
export class Homologation0009conformanceMessages extends Migration {
  override up(): void {
    // A thread is of a requirement of a credential's suite, whatever run calls move: a run that takes the place of another has it.
    this.addSql(`
      create table conformance_message (
        id uuid primary key,
        place bigint generated always as identity,
        credential_id uuid not null,
        suite_id varchar(60) not null,
        requirement_id varchar(120) not null,
        run_id uuid not null references conformance_run (id),
        suite_version varchar(30) not null,
        connector varchar(200),
        side varchar(20) not null,
        written_by uuid not null,
        written_at timestamptz(3) not null,
        text varchar(2000) not null
      )`);
    this.addSql(`
      create unique index conformance_message_of_thread
        on conformance_message (credential_id, suite_id, requirement_id, place desc)`);
    this.addSql('create index conformance_message_by_writer on conformance_message (written_by, written_at)');
    this.addSql(`
      create table conformance_thread (
        credential_id uuid not null,
        suite_id varchar(60) not null,
        requirement_id varchar(120) not null,
        messages integer not null,
        last_side varchar(20) not null,
        last_at timestamptz(3) not null,
        primary key (credential_id, suite_id, requirement_id)
      )`);
    this.addSql(`
      create index conformance_thread_unanswered on conformance_thread (last_at) where last_side = 'INTEGRATOR'`);
    this.addSql(`
      create table conformance_message_read (
        credential_id uuid not null,
        suite_id varchar(60) not null,
        requirement_id varchar(120) not null,
        person_id uuid not null,
        place bigint not null,
        primary key (credential_id, suite_id, requirement_id, person_id)
      )`);
  }

  override down(): void {
    this.addSql('drop table conformance_message_read, conformance_thread, conformance_message');
  }
}
