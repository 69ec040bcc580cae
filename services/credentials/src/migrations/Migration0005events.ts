import { Migration } from '@mikro-orm/migrations';

/** The live line: every committed change, in the order of the commits. */
export class Migration0005events extends Migration {
  override up(): void {
    this.addSql('create sequence outbox_pos');
    this.addSql(`
      create table outbox (
        id uuid primary key,
        pos bigint unique,
        at timestamptz(3) not null,
        subject varchar(20) not null check (subject in ('ACCESS_REQUEST', 'CREDENTIAL')),
        subject_id uuid not null,
        owner_id uuid not null,
        event_id uuid,
        "from" varchar(20),
        "to" varchar(20)
      )`);
    // Whoever holds the lock commits before the next one is numbered, so that a reader who saw n has seen all below n.
    // Deferred to the commit, it is held for a moment only; an immediate trigger would deadlock with the flush order.
    this.addSql(`
      create function outbox_take_place() returns trigger language plpgsql as $$
      declare place bigint;
      begin
        perform pg_advisory_xact_lock(${OUTBOX_LOCK});
        place := nextval('outbox_pos');
        update outbox set pos = place where id = new.id;
        perform pg_notify('outbox', place::text);
        return null;
      end $$`);
    this.addSql(`
      create constraint trigger outbox_take_place after insert on outbox
      deferrable initially deferred for each row execute function outbox_take_place()`);
    this.addSql('create index outbox_of_owner on outbox (owner_id, subject, pos)');
    this.addSql('create index outbox_of_subject on outbox (subject_id, pos)');
    this.addSql(`
      create index outbox_of_queue on outbox (pos)
      where "from" in ('SUBMITTED', 'IN_REVIEW') or "to" in ('SUBMITTED', 'IN_REVIEW')`);
    this.addSql('create index outbox_by_age on outbox (at)');
  }

  override down(): void {
    this.addSql('drop table outbox');
    this.addSql('drop function outbox_take_place');
    this.addSql('drop sequence outbox_pos');
  }
}

const OUTBOX_LOCK = 4_711_001;
