import { Migration } from '@mikro-orm/migrations';

/** Who reviews, as they were last at the queue; begun with those who hold requests or decided of late. */
export class Migration0030reviewerPresence extends Migration {
  override up(): void {
    this.addSql(`
      create table reviewer_presence (
        person_id uuid primary key,
        name varchar(200) not null,
        seen_at timestamptz(3) not null
      )`);
    this.addSql(`
      insert into reviewer_presence (person_id, name, seen_at)
      select distinct on (reviewer_id) reviewer_id, reviewer_name, updated_at
      from access_request where reviewer_id is not null
      order by reviewer_id, updated_at desc`);
  }

  override down(): void {
    this.addSql('drop table reviewer_presence');
  }
}
