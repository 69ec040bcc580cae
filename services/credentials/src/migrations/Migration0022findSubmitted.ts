import { Migration } from '@mikro-orm/migrations';

/** All that was submitted, in its order and by who asked; the queue by when it came. */
export class Migration0022findSubmitted extends Migration {
  override up(): void {
    for (const [name, columns] of Object.entries(INDEXES)) {
      this.addSql(`create index access_request_${name} on access_request ${columns}`);
    }
  }

  override down(): void {
    for (const name of Object.keys(INDEXES)) this.addSql(`drop index access_request_${name}`);
  }
}

const INDEXES = {
  queue_by_submission: "(submitted_at, id) where state in ('SUBMITTED', 'IN_REVIEW')",
  submitted: '(submitted_at desc, id desc) where submitted_at is not null',
  submitted_by_state: '(state, submitted_at desc, id desc) where submitted_at is not null',
  submitted_by_portfolio: '(portfolio, submitted_at desc, id desc) where submitted_at is not null',
  submitted_of_reviewer: '(reviewer_id, submitted_at desc, id desc) where submitted_at is not null',
  people: `using gin (lower(f_unaccent((requester ->> 'name') || ' ' || coalesce(requester ->> 'email', '')
    || ' ' || coalesce(submitted #>> '{manager,name}', ''))) gin_trgm_ops)`,
};
