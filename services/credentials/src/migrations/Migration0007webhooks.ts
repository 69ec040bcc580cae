import { Migration } from '@mikro-orm/migrations';

/** Addresses of third parties that are told of changes, and what was told to them. */
export class Migration0007webhooks extends Migration {
  override up(): void {
    this.addSql('alter table outbox add column act varchar(20)');
    this.addSql(`
      create table webhook (
        id uuid primary key,
        owner_id uuid not null,
        url varchar(2000) not null,
        description varchar(200) not null,
        event_types text[] not null,
        state varchar(10) not null check (state in ('ACTIVE', 'DISABLED')),
        disabled_reason varchar(10) check (disabled_reason in ('OWNER', 'FAILING', 'GONE')),
        state_changed_at timestamptz(3) not null,
        secret varchar(100) not null,
        secret_issued_at timestamptz(3) not null,
        previous_secret varchar(100),
        previous_secret_expires_at timestamptz(3),
        since_pos bigint not null,
        last_delivered_at timestamptz(3),
        created_at timestamptz(3) not null,
        version int not null default 1,
        check ((state = 'DISABLED') = (disabled_reason is not null))
      )`);
    this.addSql('create index webhook_of_owner on webhook (owner_id, created_at desc, id desc)');
    this.addSql(`
      create table webhook_delivery (
        id uuid primary key,
        webhook_id uuid not null references webhook (id) on delete cascade,
        message_id varchar(40) not null,
        event_type varchar(40) not null,
        request_id uuid,
        pos bigint,
        payload text not null,
        state varchar(10) not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
        once boolean not null,
        attempt_count int not null default 0,
        next_attempt_at timestamptz(3),
        claim_id uuid,
        claimed_until timestamptz(3),
        created_at timestamptz(3) not null,
        finished_at timestamptz(3),
        unique (webhook_id, message_id)
      )`);
    this.addSql('create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, created_at desc, id desc)');
    this.addSql(`create index webhook_delivery_due on webhook_delivery (next_attempt_at) where state = 'PENDING'`);
    this.addSql(`
      create index webhook_delivery_in_order on webhook_delivery (webhook_id, request_id, pos)
      where state = 'PENDING' and not once`);
    this.addSql(
      'create index webhook_delivery_claimed on webhook_delivery (claimed_until) where claimed_until is not null',
    );
    this.addSql('create index webhook_delivery_by_age on webhook_delivery (created_at)');
    this.addSql(`
      create table webhook_attempt (
        id uuid primary key,
        delivery_id uuid not null references webhook_delivery (id) on delete cascade,
        at timestamptz(3) not null,
        duration_ms int not null,
        request_headers jsonb not null,
        response_status int,
        response_body text,
        failure varchar(20)
      )`);
    this.addSql('create index webhook_attempt_of_delivery on webhook_attempt (delivery_id, at desc, id desc)');
    // One row: how far the line was read. What happened before there were webhooks is told to nobody.
    this.addSql('create table webhook_cursor (pos bigint not null)');
    this.addSql('insert into webhook_cursor (pos) select coalesce(max(pos), 0) from outbox');
  }

  override down(): void {
    for (const table of ['webhook_cursor', 'webhook_attempt', 'webhook_delivery', 'webhook']) {
      this.addSql(`drop table ${table}`);
    }
    this.addSql('alter table outbox drop column act');
  }
}
