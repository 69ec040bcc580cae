import { Migration } from '@mikro-orm/migrations';

/** Nothing finds messages by their time alone: the index cost each of them, and served nobody. */
export class Migration0027messageTimes extends Migration {
  override up(): void {
    this.addSql('drop index request_message_by_time');
  }

  override down(): void {
    this.addSql('create index request_message_by_time on request_message (written_at, side) where erased_at is null');
  }
}
