import type { MigrationObject } from '@mikro-orm/core';
import { Migration } from '@mikro-orm/migrations';
import type { Sealing } from '@portal/service-kit';

interface SecretRow {
  id: string;
  secret: string;
  previous: string | null;
}

/** The secrets of webhooks, which stood in the open, sealed by the service's own key. */
export function migration0008sealedSecrets(sealing: Sealing): MigrationObject {
  class Migration0008sealedSecrets extends Migration {
    override async up(): Promise<void> {
      await this.execute('alter table webhook rename column secret to sealed_secret');
      await this.execute('alter table webhook rename column previous_secret to sealed_previous_secret');
      await this.execute('alter table webhook alter column sealed_secret type varchar(400)');
      await this.execute('alter table webhook alter column sealed_previous_secret type varchar(400)');
      await this.execute('alter table webhook add column sealed_by varchar(16)');
      await this.replaceSecrets((secret) => sealing.seal(secret), sealing.sealedBy);
      await this.execute('alter table webhook alter column sealed_by set not null');
    }

    override async down(): Promise<void> {
      await this.replaceSecrets((sealed) => sealing.unseal(sealed), sealing.sealedBy);
      await this.execute('alter table webhook drop column sealed_by');
      await this.execute('alter table webhook alter column sealed_secret type varchar(100)');
      await this.execute('alter table webhook alter column sealed_previous_secret type varchar(100)');
      await this.execute('alter table webhook rename column sealed_secret to secret');
      await this.execute('alter table webhook rename column sealed_previous_secret to previous_secret');
    }

    private async replaceSecrets(change: (secret: string) => Promise<string>, sealedBy: string): Promise<void> {
      const rows = await this.execute(
        'select id, sealed_secret as secret, sealed_previous_secret as previous from webhook',
      );
      for (const { id, secret, previous } of rows as SecretRow[]) {
        const values = [await change(secret), previous === null ? null : await change(previous), sealedBy, id];
        await this.execute(
          'update webhook set sealed_secret = ?, sealed_previous_secret = ?, sealed_by = ? where id = ?',
          values,
        );
      }
    }
  }
  return { name: 'Migration0008sealedSecrets', class: Migration0008sealedSecrets };
}
