import { Migration } from '@mikro-orm/migrations';

/** What the Ministry keeps in the interface: what is being written, and every version that was ever in use. */
export class Migration0043content extends Migration {
  override up(): void {
    this.addSql(`
      create table content_item (
        id uuid primary key,
        kind varchar(30) not null,
        version integer not null,
        draft jsonb,
        draft_at timestamptz(3),
        draft_by_id uuid,
        draft_by_name varchar(200),
        check ((draft is null) = (draft_at is null) and (draft is null) = (draft_by_id is null))
      )`);
    this.addSql('create index content_item_kind on content_item (kind)');
    this.addSql(`
      create table content_edition (
        item_id uuid not null references content_item (id),
        number integer not null,
        body jsonb,
        at timestamptz(3) not null,
        by_id uuid not null,
        by_name varchar(200) not null,
        restores integer,
        primary key (item_id, number)
      )`);
  }

  override down(): void {
    this.addSql('drop table content_edition');
    this.addSql('drop table content_item');
  }
}
