import { Migration } from '@mikro-orm/migrations';

/** What was answered and sent in a period, as the panel asks. */
export class Migration0032answers extends Migration {
  override up(): void {
    this.addSql(`
      create index access_request_event_answers on access_request_event (at)
        where action in ('REQUEST_CHANGES', 'REJECT') or (action = 'APPROVE' and "to" = 'APPROVED')`);
    this.addSql(`create index access_request_event_submits on access_request_event (at) where action = 'SUBMIT'`);
  }

  override down(): void {
    this.addSql('drop index access_request_event_submits');
    this.addSql('drop index access_request_event_answers');
  }
}
