import { Migration } from '@mikro-orm/migrations';

/** The first deliveries of each webhook, however many wait; and events that could be told to nobody. */
export class Migration0015dueDeliveries extends Migration {
  override up(): void {
    this.addSql(`
      create index webhook_delivery_first on webhook_delivery (webhook_id, next_attempt_at, pos, id)
      where state = 'PENDING'`);
    this.addSql('drop index webhook_delivery_due');
    this.addSql(`
      create table webhook_event_set_aside (
        pos bigint primary key,
        owner_id uuid not null,
        subject varchar(20) not null,
        subject_id uuid not null,
        at timestamptz(3) not null,
        set_aside_at timestamptz(3) not null
      )`);
    this.addSql('create index webhook_event_set_aside_of_owner on webhook_event_set_aside (owner_id, pos desc)');
    this.addSql('create index webhook_event_set_aside_by_age on webhook_event_set_aside (set_aside_at)');
  }

  override down(): void {
    this.addSql('drop table webhook_event_set_aside');
    this.addSql(`create index webhook_delivery_due on webhook_delivery (next_attempt_at) where state = 'PENDING'`);
    this.addSql('drop index webhook_delivery_first');
  }
}
