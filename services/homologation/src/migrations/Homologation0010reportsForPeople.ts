import { Migration } from '@mikro-orm/migrations';

/** Why a run that was reported is for people to look at, as credentials is to be told. */
export class Homologation0010reportsForPeople extends Migration {
  override up(): void {
    this.addSql('alter table conformance_report_told add column for_people varchar(20)');
  }

  override down(): void {
    this.addSql('alter table conformance_report_told drop column for_people');
  }
}
