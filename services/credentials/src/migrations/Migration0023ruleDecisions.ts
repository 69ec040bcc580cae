import { Migration } from '@mikro-orm/migrations';

/** What rules of portfolios made of requests, never changed; and what they go by in reports: one that was told before proves nothing until it is told anew. */
export class Migration0023ruleDecisions extends Migration {
  override up(): void {
    this.addSql(`
      alter table conformance_report add column services jsonb not null default '{}', add column for_people varchar(20)`);
    this.addSql(`
      create table rule_decision (
        request_id uuid not null references access_request (id),
        submission integer not null,
        at timestamptz(3) not null,
        outcome varchar(20) not null check (outcome in ('APPROVED', 'DRAWN', 'FOR_PEOPLE')),
        obstacles text[] not null,
        reports uuid[] not null,
        drawn_percent smallint not null,
        lot char(64),
        lot_key varchar(16),
        primary key (request_id, submission),
        check ((outcome = 'FOR_PEOPLE') = (lot is null) and (lot is null) = (lot_key is null))
      )`);
  }

  override down(): void {
    this.addSql('drop table rule_decision');
    this.addSql('alter table conformance_report drop column services, drop column for_people');
  }
}
