import { Migration } from '@mikro-orm/migrations';

/**
 * Who is to be erased, and who was. The history is written once; by the function alone, and of those alone who were erased,
 * a name leaves it. What they did for the Ministry keeps the name: who decided answers for it.
 */
export class Migration0068erasures extends Migration {
  override up(): void {
    this.addSql(`
      create table erasure_request (
        person_id uuid primary key,
        asked_at timestamptz(3) not null,
        due_at timestamptz(3) not null
      )`);
    this.addSql('create index erasure_request_due on erasure_request (due_at)');
    this.addSql('create table erased_person (person_id uuid primary key, erased_at timestamptz(3) not null)');
    this.addSql(`
      create function forget_names_in_history(people uuid[]) returns void language sql security definer
      set search_path = public, pg_temp as $$
        update access_request_event set actor = 'Pessoa removida'
        where actor_id in (select person_id from erased_person where person_id = any(people))
          and actor <> 'Pessoa removida'
          and action not in
            ('CLAIM', 'RELEASE', 'HAND_OVER', 'REQUEST_CHANGES', 'APPROVE', 'REJECT', 'ERASE_EVIDENCE')
      $$`);
  }

  override down(): void {
    this.addSql('drop function forget_names_in_history');
    this.addSql('drop table erased_person, erasure_request');
  }
}
