import { Migration } from '@mikro-orm/migrations';

/** What applicants and reviewers write to each other on a request, and who read it how far; and its place on the live line. */
export class Migration0024messages extends Migration {
  override up(): void {
    this.addSql(`
      create table request_message (
        id uuid primary key,
        place bigint generated always as identity,
        request_id uuid not null references access_request (id),
        side varchar(20) not null,
        written_by uuid not null,
        author varchar(200) not null,
        written_at timestamptz(3) not null,
        text varchar(2000),
        erased_at timestamptz(3),
        check ((text is null) = (erased_at is not null))
      )`);
    this.addSql('create unique index request_message_of_request on request_message (request_id, place desc)');
    this.addSql('create index request_message_by_writer on request_message (written_by, written_at)');
    // Since when a message is unread is when it was written, where its reader's mark is before its place: found by time and side.
    this.addSql('create index request_message_by_time on request_message (written_at, side) where erased_at is null');
    this.addSql(`
      create table request_conversation (
        request_id uuid primary key references access_request (id),
        messages integer not null
      )`);
    this.addSql(`
      create table request_message_read (
        request_id uuid not null references access_request (id),
        person_id uuid not null,
        place bigint not null,
        primary key (request_id, person_id)
      )`);
    // Not validated: what is there was held against a narrower one.
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check
          check (subject in ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN', 'MESSAGE')) not valid`);
    this.addSql(`create index outbox_of_messages on outbox (pos) where subject = 'MESSAGE'`);
  }

  override down(): void {
    this.addSql(`delete from outbox where subject = 'MESSAGE'`);
    this.addSql('drop index outbox_of_messages');
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check
          check (subject in ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN')) not valid`);
    this.addSql('drop table request_message_read, request_conversation, request_message');
  }
}
