import { Migration } from '@mikro-orm/migrations';

/** When each chore that one process does for all is due again. */
export class Migration0018choreTurns extends Migration {
  override up(): void {
    this.addSql('create table chore_turn (chore varchar(60) primary key, next_at timestamptz(3) not null)');
  }

  override down(): void {
    this.addSql('drop table chore_turn');
  }
}
