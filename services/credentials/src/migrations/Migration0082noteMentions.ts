import { Migration } from '@mikro-orm/migrations';

/** Who is mentioned in internal notes. A longer varchar and an empty table take a moment whatever the size. */
export class Migration0082noteMentions extends Migration {
  override up(): void {
    // A mention is an id of forty characters, and counts as a few.
    this.addSql('alter table assessment alter column internal_note type varchar(1500)');
    this.addSql(`
      create table note_mention (
        request_id uuid not null,
        requirement varchar(100) not null,
        person_id uuid not null,
        primary key (request_id, requirement, person_id),
        foreign key (request_id, requirement) references assessment (request_id, requirement) on delete cascade
      )`);
    this.addSql('create index note_mention_of_person on note_mention (person_id)');
  }

  override down(): void {
    this.addSql('drop table note_mention');
    this.addSql('alter table assessment alter column internal_note type varchar(1000) using left(internal_note, 1000)');
  }
}
