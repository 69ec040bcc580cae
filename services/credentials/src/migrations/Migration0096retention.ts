import { Migration } from '@mikro-orm/migrations';

/** What terms of retention are published in, of which nothing is until somebody does; and what its jobs did. */
export class Migration0096retention extends Migration {
  override up(): void {
    this.addSql(`
      insert into content_item (id, kind, version) values ('019ad000-0000-7000-8000-000000000096', 'RETENTION', 0)`);
    this.addSql(`
      create table retention_run (
        kind varchar(40) primary key,
        ran_at timestamptz(3) not null,
        removed int not null,
        removed_in_all bigint not null,
        counted_since timestamptz(3) not null
      )`);
  }

  override down(): void {
    this.addSql('drop table retention_run');
    this.addSql(
      `delete from content_edition using content_item where item_id = content_item.id and kind = 'RETENTION'`,
    );
    this.addSql(`delete from content_item where kind = 'RETENTION'`);
  }
}
