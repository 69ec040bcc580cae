import { Migration } from '@mikro-orm/migrations';

/** Faults are done in the order in which they were armed, also of one millisecond: time and id do not tell. */
export class Homologation0013faultsInOrder extends Migration {
  override up(): void {
    this.addSql('alter table armed_fault add column place bigint generated always as identity');
  }

  override down(): void {
    this.addSql('alter table armed_fault drop column place');
  }
}
