import { Migration } from '@mikro-orm/migrations';

/** The rules of the review, which begin as they were before they could be changed; and until when each submit was to be answered. */
export class Migration0078reviewRules extends Migration {
  override up(): void {
    this.addSql('alter table access_request_event add column due_at timestamptz(3)');
    this.addSql(`
      insert into content_item (id, kind, version) values ('019ad000-0000-7000-8000-000000000078', 'REVIEW_RULES', 1)`);
    this.addSql(`
      insert into content_edition (item_id, number, body, at, by_id, by_name)
      values ('019ad000-0000-7000-8000-000000000078', 1, '{
          "answerTimes": [
            {"portfolio": null, "environment": "HOMOLOGATION", "unit": "HOURS", "amount": 72},
            {"portfolio": null, "environment": "PRODUCTION", "unit": "HOURS", "amount": 72}
          ],
          "holidays": []
        }', now(), '00000000-0000-0000-0000-000000000000', 'Portal de Serviços')`);
  }

  override down(): void {
    this.addSql(`delete from content_edition using content_item
      where item_id = content_item.id and kind = 'REVIEW_RULES'`);
    this.addSql(`delete from content_item where kind = 'REVIEW_RULES'`);
    this.addSql('alter table access_request_event drop column due_at');
  }
}
