import { Migration } from '@mikro-orm/migrations';

/** By which e-mail people are told, of which kinds they are not, and when each notice is sent. */
export class Migration0035noticeMails extends Migration {
  override up(): void {
    this.addSql('alter table notice_recipient add column email varchar(254)');
    this.addSql(`
      alter table notice add column mail_at timestamptz(3), add column mail_tries integer not null default 0,
        add column mail_tried_at timestamptz(3)`);
    this.addSql('create index notice_to_mail on notice (mail_at) where mail_at is not null');
    this.addSql(`
      create table notice_mail_off (
        person_id uuid not null,
        kind varchar(30) not null,
        primary key (person_id, kind)
      )`);
  }

  override down(): void {
    this.addSql('drop table notice_mail_off');
    this.addSql('alter table notice drop column mail_at, drop column mail_tries, drop column mail_tried_at');
    this.addSql('alter table notice_recipient drop column email');
  }
}
