import type { EntityManager } from '@mikro-orm/postgresql';
import type { NoticeKind } from '@portal/domain';

/** Kinds of which somebody wants no mail. */
export async function kindsOff(em: EntityManager, personId: string): Promise<ReadonlySet<NoticeKind>> {
  const rows = await em.execute<{ kind: NoticeKind }[]>('select kind from notice_mail_off where person_id = ?', [
    personId,
  ]);
  return new Set(rows.map(({ kind }) => kind));
}

/** Switches mails of a kind on or off. */
export async function switchMail(em: EntityManager, personId: string, kind: NoticeKind, on: boolean): Promise<void> {
  await em.execute(
    on
      ? 'delete from notice_mail_off where person_id = ? and kind = ?'
      : 'insert into notice_mail_off (person_id, kind) values (?, ?) on conflict do nothing',
    [personId, kind],
  );
}
