import { Migration } from '@mikro-orm/migrations';

/** What reviewers find of a requirement in the judge's place, and what a second person decided of it: neither is ever changed. */
export class Homologation0006conformanceOverrides extends Migration {
  override up(): void {
    // A run that takes the place of another has what it carries over under the same ids.
    this.addSql(`
      create table conformance_override (
        run_id uuid not null references conformance_run (id),
        id uuid not null,
        requirement_id varchar(120) not null,
        outcome varchar(20) not null,
        judged varchar(20) not null,
        reason varchar(2000) not null,
        proposed_by uuid not null,
        proposed_at timestamptz(3) not null,
        primary key (run_id, id)
      )`);
    this.addSql(`
      create table conformance_override_decision (
        run_id uuid not null,
        id uuid not null,
        decision varchar(20) not null,
        decided_by uuid not null,
        decided_at timestamptz(3) not null,
        comment varchar(2000),
        primary key (run_id, id),
        foreign key (run_id, id) references conformance_override (run_id, id)
      )`);
  }

  override down(): void {
    this.addSql('drop table conformance_override_decision, conformance_override');
  }
}
