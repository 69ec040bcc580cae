import { Migration } from '@mikro-orm/migrations';

/** Notices, who may be told any, and how far along the live line they have been told; and their place on that line. */
export class Migration0029notices extends Migration {
  override up(): void {
    this.addSql(`
      create table notice (
        id uuid primary key,
        person_id uuid not null,
        occasion varchar(120) not null,
        side varchar(20) not null,
        kind varchar(30) not null,
        at timestamptz(3) not null,
        read_at timestamptz(3),
        request_id uuid references access_request (id),
        credential_id uuid references credential (id),
        deadline timestamptz(3),
        unique (occasion, person_id)
      )`);
    this.addSql('create index notice_of_person on notice (person_id, side, at desc, id desc)');
    this.addSql('create index notice_unread on notice (person_id, side) where read_at is null');
    this.addSql('create index notice_by_age on notice (at)');
    this.addSql(`
      create table notice_recipient (
        person_id uuid primary key,
        roles varchar(20)[] not null,
        seen_at timestamptz(3) not null
      )`);
    this.addSql('create table notice_cursor (pos bigint not null)');
    // What was before is not told of afterwards.
    this.addSql('insert into notice_cursor (pos) select coalesce(max(pos), 0) from outbox');
    // Not validated: what is there was held against a narrower one.
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check
          check (subject in
            ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN', 'MESSAGE', 'TEAM_MEMBER', 'NOTICE')) not valid`);
  }

  override down(): void {
    this.addSql(`delete from outbox where subject = 'NOTICE'`);
    this.addSql(`
      alter table outbox drop constraint outbox_subject_check,
        add constraint outbox_subject_check
          check (subject in
            ('ACCESS_REQUEST', 'CREDENTIAL', 'CONFORMANCE_RUN', 'MESSAGE', 'TEAM_MEMBER')) not valid`);
    this.addSql('drop table notice, notice_recipient, notice_cursor');
  }
}
