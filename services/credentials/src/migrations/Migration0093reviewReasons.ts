import { Migration } from '@mikro-orm/migrations';

/** The reasons that reviewers may give, which begin as they were before they could be changed. */
export class Migration0093reviewReasons extends Migration {
  override up(): void {
    this.addSql(`
      insert into content_item (id, kind, version) values ('019ad000-0000-7000-8000-000000000093', 'REVIEW_REASONS', 1)`);
    this.addSql(`
      insert into content_edition (item_id, number, body, at, by_id, by_name)
      values ('019ad000-0000-7000-8000-000000000093', 1, '{
          "reasons": [
            {"code": "CERTIFICATE_INVALID", "label": "Certificado inválido", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "CERTIFICATE_OTHER_HOLDER", "label": "Certificado de outro titular", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "ESTABLISHMENT_MISMATCH", "label": "Estabelecimento não confere", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "MANAGER_DATA", "label": "Dados do gestor responsável", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "IP_NOT_JUSTIFIED", "label": "IP de origem sem justificativa", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "SERVICE_UNSUITABLE", "label": "Serviço não adequado ao sistema", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "EVIDENCE_ILLEGIBLE", "label": "Evidência ilegível", "environments": ["PRODUCTION"]},
            {"code": "EVIDENCE_INSUFFICIENT", "label": "Evidência insuficiente", "environments": ["PRODUCTION"]},
            {"code": "EVIDENCE_PERSONAL_DATA", "label": "Evidência com dados de paciente real", "environments": ["HOMOLOGATION", "PRODUCTION"]},
            {"code": "OTHER", "label": "Outro motivo", "environments": ["HOMOLOGATION", "PRODUCTION"]}
          ]
        }', now(), '00000000-0000-0000-0000-000000000000', 'Portal de Serviços')`);
  }

  override down(): void {
    this.addSql(`delete from content_edition using content_item
      where item_id = content_item.id and kind = 'REVIEW_REASONS'`);
    this.addSql(`delete from content_item where kind = 'REVIEW_REASONS'`);
  }
}
