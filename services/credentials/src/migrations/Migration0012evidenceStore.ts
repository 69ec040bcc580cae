import { Migration } from '@mikro-orm/migrations';

/** Which evidence store belongs to this database, and which of its files the database let go of. */
export class Migration0012evidenceStore extends Migration {
  override up(): void {
    this.addSql('create table evidence_store (id uuid primary key, bound_at timestamptz(3) not null default now())');
    this.addSql('create unique index evidence_store_is_one on evidence_store ((true))');
    this.addSql('create table evidence_discarded (id uuid primary key, at timestamptz(3) not null default now())');
    this.addSql(`
      create function evidence_discard() returns trigger language plpgsql as $$
      begin
        insert into evidence_discarded (id) values (old.id) on conflict do nothing;
        return null;
      end $$`);
    // Bytes without a row may be deleted only where the row was deleted here: nothing else tells them from lost ones.
    this.addSql(`
      create trigger evidence_discard after delete on evidence
      for each row execute function evidence_discard()`);
  }

  override down(): void {
    this.addSql('drop trigger evidence_discard on evidence');
    this.addSql('drop function evidence_discard');
    this.addSql('drop table evidence_discarded');
    this.addSql('drop table evidence_store');
  }
}
