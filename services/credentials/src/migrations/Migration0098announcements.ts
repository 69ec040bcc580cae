import { Migration } from '@mikro-orm/migrations';

/** What is announced to everybody: maintenance, from when until when, of which parts. */
export class Migration0098announcements extends Migration {
  override up(): void {
    this.addSql(`
      create table announcement (
        id uuid primary key,
        version integer not null,
        starts_at timestamptz(3) not null,
        ends_at timestamptz(3) not null,
        parts text[] not null,
        text varchar(500) not null,
        check (starts_at < ends_at)
      )`);
    this.addSql('create index announcement_by_end on announcement (ends_at)');
  }

  override down(): void {
    this.addSql('drop table announcement');
  }
}
