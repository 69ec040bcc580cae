import { Migration } from '@mikro-orm/migrations';

/** What a person did is found for them without going through what everybody did. Built beside the work that goes on. */
export class Migration0041ownData extends Migration {
  override isTransactional(): boolean {
    return false;
  }

  override up(): void {
    for (const [table, column] of ACTORS) {
      this.addSql(`drop index concurrently if exists ${table}_of_${column}`);
      this.addSql(`create index concurrently ${table}_of_${column} on ${table} (${column})`);
    }
  }

  override down(): void {
    for (const [table, column] of ACTORS) this.addSql(`drop index concurrently if exists ${table}_of_${column}`);
  }
}

const ACTORS = [
  ['access_request_event', 'actor_id'],
  ['assessment', 'reviewer_id'],
  ['request_message', 'written_by'],
  ['message_attachment', 'uploaded_by'],
] as const;
