import { Migration } from '@mikro-orm/migrations';

/**
 * When each caller's budget is full again, in milliseconds of the epoch. Unlogged: a row lives for a minute or so, and what
 * a crash of the database forgets is that minute's debt.
 */
export class Migration20261124Budgets extends Migration {
  override up(): void {
    this.addSql(`
      create unlogged table budgets (
        caller text primary key,
        full_at double precision not null
      )`);
    this.addSql('create index budgets_full on budgets (full_at)');
  }
}
