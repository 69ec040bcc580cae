import { Migration } from '@mikro-orm/migrations';

/**
 * Webhooks of teams. `owner_id` is whose a webhook is, a person's or a team's: what was there before tells a team's of that
 * team alone as well, while it still runs.
 */
export class Migration0074teamWebhooks extends Migration {
  override up(): void {
    this.addSql(`
      alter table webhook
        add column team_id uuid references team (id) on delete cascade check (team_id = owner_id),
        add column created_by_id uuid,
        add column changed_by_id uuid,
        add column changed_at timestamptz(3)`);
  }

  override down(): void {
    this.addSql('delete from webhook where team_id is not null');
    this.addSql(`
      alter table webhook
        drop column team_id, drop column created_by_id, drop column changed_by_id, drop column changed_at`);
  }
}
