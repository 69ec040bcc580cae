import { Migration } from '@mikro-orm/migrations';

/**
 * Notes for reviewers alone, beside those for the integrator. What was written before was written without a choice: it
 * stays among reviewers. Names change and no row does, so it takes a moment whatever the size.
 */
export class Migration0016internalNotes extends Migration {
  override up(): void {
    this.addSql('alter table assessment rename column note to internal_note');
    this.addSql('alter table assessment add column note varchar(1000)');
  }

  override down(): void {
    this.addSql('alter table assessment drop column note');
    this.addSql('alter table assessment rename column internal_note to note');
  }
}
