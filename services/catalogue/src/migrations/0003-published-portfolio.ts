import { Migration } from '@mikro-orm/migrations';

/** What was published in the interface: it counts in the place of a portfolio's file, also after a start. */
export class Catalogue0003 extends Migration {
  override up(): void {
    this.addSql(`
      create table published_portfolio (
        slug text primary key,
        number int not null check (number > 0),
        content jsonb
      )`);
  }

  override down(): void {
    this.addSql('drop table published_portfolio');
  }
}
