import { type EventArgs, type EventSubscriber, type FlushEventArgs, JsonType, type Platform } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { isFoundPersonal, keysOfPlatform, type PersonalColumn, personalKeys, personalSql } from './personal-keys.ts';

/** A JSON column whose leaves about people are sealed; who reads and writes the entity sees nothing of it. */
export class PersonalJson extends JsonType {
  constructor(readonly of: PersonalColumn) {
    super();
  }

  override convertToJSValueSQL(key: string): string {
    // The subject is of the same row, and so of the same alias.
    return personalSql(this.of.column, key, key.replace(/"\w+"$/, `"${this.of.subject}"`));
  }

  override convertToJSValue(value: unknown, platform: Platform): unknown {
    return isFoundPersonal(value) ? keysOfPlatform(platform)?.open(value) : value;
  }
}

type ChangeSet = EventArgs<object>['changeSet'] & {};

/** Seals what is about to be written: a type cannot, for it does not know of which row a value is. */
export class SealsPersonalJson implements EventSubscriber {
  private readonly plain = new WeakMap<object, Map<string, unknown>>();

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const due = uow.getChangeSets().flatMap((changeSet) => personalChanges(changeSet));
    const keys = due.length > 0 ? personalKeys(em as EntityManager) : undefined;
    if (!keys || !(await keys.seals(em as EntityManager))) return;
    const wrapped = await keys.keysOf(
      em as EntityManager,
      due.map(({ subject }) => subject),
    );
    for (const { payload, name, type, subject, before } of due) {
      const plain = this.plain.get(payload) ?? new Map<string, unknown>();
      this.plain.set(payload, plain.set(name, before));
      const value = typeof before === 'string' ? JSON.parse(before) : before;
      payload[name] = JSON.stringify(keys.sealJson(type.of, { value, subject, wrapped: wrapped.get(subject) ?? '' }));
    }
  }

  /** What was inserted is what later changes are held against: as it is read, not as it was written. */
  async afterCreate({ changeSet }: EventArgs<object>): Promise<void> {
    const payload = changeSet?.payload as Record<string, unknown> | undefined;
    for (const [name, before] of (payload && this.plain.get(payload)) ?? []) {
      if (payload) payload[name] = before;
    }
  }
}

function personalChanges({ meta, payload: changed, entity }: ChangeSet) {
  const payload = changed as Record<string, unknown>;
  return meta.props.flatMap(({ name, customType: type }) => {
    if (!(type instanceof PersonalJson)) return [];
    const of = entity as Record<string, unknown>;
    const subject = meta.props.find(({ fieldNames }) => fieldNames?.[0] === type.of.subject)?.name ?? '';
    // Where it is somebody else's by now, it is sealed anew though it says the same.
    const before = payload[name] ?? (subject in payload ? of[name] : null);
    return before == null ? [] : [{ payload, name: name as string, type, subject: String(of[subject]), before }];
  });
}
