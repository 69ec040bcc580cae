import { Migration } from '@mikro-orm/migrations';

/** What came of an act on many is longer than an id. Nothing is rewritten by it. */
export class Migration0046longAnswers extends Migration {
  override up(): void {
    this.addSql('alter table answered_once alter column answer_id type text');
  }

  override down(): void {
    this.addSql('delete from answered_once where length(answer_id) > 200');
    this.addSql('alter table answered_once alter column answer_id type varchar(200)');
  }
}
