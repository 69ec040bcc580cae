import { Migration } from '@mikro-orm/migrations';

/** Where who asked by letter is mailed to besides, until it is done: it makes nobody known by that address. */
export class Migration0091erasureLetters extends Migration {
  override up(): void {
    this.addSql('alter table erasure_request add column letter_email text');
  }

  override down(): void {
    this.addSql('alter table erasure_request drop column letter_email');
  }
}
