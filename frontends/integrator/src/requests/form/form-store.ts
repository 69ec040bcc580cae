import type { KeptDraft } from '@portal/console';
import { isBlank } from '@portal/domain';
import { createDraftQueue, type DraftProblem, type QueueState, type SaveAnswer } from './draft-queue.ts';
import type { FieldCheck, FieldFault, FieldRule } from './field-kinds.ts';
import { placeOf } from './field-of-path.ts';
import { FIELD_NAMES, FIELDS } from './fields.ts';
import type { Draft, FieldName, FormValues } from './form-values.ts';
import { createHeldValues, sameValue } from './held-values.ts';

/** The faults shown, by field. */
export type Faults = { readonly [Name in FieldName]?: readonly FieldFault[] };

/** The other value of each field that was changed in two places. */
export type Conflicts = { readonly [Name in FieldName]?: FormValues[Name] };

/** What the page shows of the form. */
export interface FormState {
  readonly values: FormValues;
  readonly faults: Faults;
  /** Fields whose value the Portal does not hold because it does not pass. */
  readonly unsaved: readonly FieldName[];
  readonly queue: QueueState;
  /** Fields that another tab or device changed, taken over here; what is being filled in here is not among them. */
  readonly takenOver: readonly FieldName[];
  /** What another tab or device made of fields that are being filled in here, too: the person chooses. */
  readonly conflicts: Conflicts;
}

/** What the form needs of the world around it. */
export interface FormStoreOptions {
  readonly draft: Draft;
  readonly keep: KeptDraft<Record<string, unknown>>;
  readonly send: (version: number, patch: Readonly<Record<string, unknown>>) => Promise<SaveAnswer>;
  readonly pause: (attempt: number) => Promise<void>;
}

/** The form of one request. */
export interface FormStore {
  /** Sends what this tab still had unsaved. */
  resume(): void;
  /** A field's value while it is being typed. */
  type<Name extends FieldName>(name: Name, value: FormValues[Name]): void;
  /** The person leaves a field: it is checked, told and saved. */
  leave(name: FieldName): void;
  /** A choice, which is typed and left at once. */
  choose<Name extends FieldName>(name: Name, value: FormValues[Name]): void;
  /** Says what is wrong at a field, as a look-up or a submit found it. */
  tell(name: FieldName, faults: readonly FieldFault[]): void;
  /** Checks the fields named, empty ones included, and shows what is wrong with them. */
  check(names: readonly FieldName[], mayBeEmpty: (name: FieldName) => boolean): Faults;
  /** Takes over what another tab or device saved; where this one has something unsaved, both are shown. */
  adopt(draft: Draft): void;
  /** Ends a conflict: the value of here stays, or gives way to the other one. */
  resolve(name: FieldName, which: 'mine' | 'theirs'): void;
  /** Saves what passes; resolves when nothing is under way. */
  flush(): Promise<void>;
  version(): number;
  /** Forgets what was kept in the tab: all is submitted or given up. */
  forget(): void;
  state(): FormState;
  subscribe(listener: () => void): () => void;
}

const TYPING_PAUSE_MS = 800;

function ruleOf<Name extends FieldName>(name: Name): FieldRule<FormValues[Name]> {
  return FIELDS[name];
}

function checked<Name extends FieldName>(name: Name, values: FormValues): FieldCheck<FormValues[Name]> {
  return ruleOf(name).check(values[name]);
}

function readAll(draft: Draft): FormValues {
  return Object.fromEntries(FIELD_NAMES.map((name) => [name, FIELDS[name].read(draft)])) as unknown as FormValues;
}

/** Opens the form of a request, with what this tab still had unsaved. */
export function createFormStore(options: FormStoreOptions): FormStore {
  const listeners = new Set<() => void>();
  const timers = new Map<FieldName, ReturnType<typeof setTimeout>>();
  /** Fields whose value here is not known to be the Portal's. */
  const dirty = new Set<FieldName>();
  /** What was last handed to the queue, to know whether a save covers what stands in the form. */
  const put = new Map<FieldName, string>();
  /** What the Portal refused: not sent again until it is typed anew. */
  const refused = new Map<FieldName, string>();
  let values = readAll(options.draft);
  let faults: Faults = {};
  let takenOver: readonly FieldName[] = [];
  let conflicts: Conflicts = {};
  const held = createHeldValues(values);

  const queue = createDraftQueue({
    version: options.draft.version,
    send: options.send,
    pause: options.pause,
    now: () => new Date(),
    fieldOf: (path, fields) => {
      const place = placeOf(path);
      return place !== undefined && fields.includes(place.field) ? place.field : undefined;
    },
    onSaved: (fields) => {
      for (const name of FIELD_NAMES) {
        if (fields.includes(name) && put.get(name) === outgoing(name)) dirty.delete(name);
      }
      remember();
    },
    onRefused: (field, problem) => {
      const name = FIELD_NAMES.find((known) => known === field);
      if (name === undefined) return;
      refused.set(name, put.get(name) ?? '');
      show(name, [faultOf(name, problem)]);
    },
  });

  let state: FormState = snapshot();
  queue.subscribe(announce);

  function snapshot(): FormState {
    const unsaved = FIELD_NAMES.filter((name) => dirty.has(name) && (faults[name]?.length ?? 0) > 0);
    return { values, faults, unsaved, queue: queue.state(), takenOver, conflicts };
  }

  function announce(): void {
    state = snapshot();
    for (const listener of listeners) listener();
  }

  function remember(): void {
    options.keep.write(dirty.size === 0 ? null : Object.fromEntries([...dirty].map((name) => [name, values[name]])));
  }

  function show(name: FieldName, found: readonly FieldFault[]): void {
    // An establishment that is told by its CNPJ has that as its code.
    const byCnpj = name === 'establishment' && values.establishment.by === 'cnpj';
    const placed = byCnpj ? found.map((fault) => (fault.at === 'cnpj' ? { ...fault, at: '' } : fault)) : found;
    faults = { ...faults, [name]: placed };
    announce();
  }

  /** Rows that are empty were not sent: the Portal counts without them. */
  function faultOf(name: FieldName, problem: DraftProblem): FieldFault {
    const at = placeOf(problem.path)?.at ?? '';
    const value = values[name];
    if (!Array.isArray(value) || !/^\d+$/.test(at)) return { at, message: problem.message };
    const filled = value.flatMap((row, index) => (isBlank(String(row)) ? [] : [index]));
    return { at: String(filled[Number(at)] ?? at), message: problem.message };
  }

  function set<Name extends FieldName>(name: Name, value: FormValues[Name]): void {
    values = { ...values, [name]: value };
    dirty.add(name);
    refused.delete(name);
    remember();
  }

  /** The change that the value makes, as text to compare; undefined while it does not pass. */
  function outgoing(name: FieldName): string | undefined {
    const result = checked(name, values);
    return result.ok ? JSON.stringify(result.patch) : undefined;
  }

  function save(name: FieldName): void {
    clearTimeout(timers.get(name));
    timers.delete(name);
    const result = checked(name, values);
    if (!dirty.has(name)) return;
    if (!result.ok) {
      queue.drop(name);
      return;
    }
    const patch = JSON.stringify(result.patch);
    if (refused.get(name) === patch) return;
    if (put.get(name) === patch && queue.state().pending.includes(name)) return;
    put.set(name, patch);
    held.sent(name, result.tidy);
    queue.put(name, result.patch);
  }

  function leave(name: FieldName): void {
    const result = checked(name, values);
    if (result.ok && JSON.stringify(result.tidy) !== JSON.stringify(values[name])) {
      values = { ...values, [name]: result.tidy };
    }
    // A refusal of the Portal stays until the value changes; typing takes it away.
    if (!result.ok) faults = { ...faults, [name]: result.faults };
    save(name);
    announce();
  }

  function type<Name extends FieldName>(name: Name, value: FormValues[Name]): void {
    set(name, value);
    if ((faults[name]?.length ?? 0) > 0) {
      const result = checked(name, values);
      faults = { ...faults, [name]: result.ok ? [] : result.faults };
    }
    clearTimeout(timers.get(name));
    timers.set(
      name,
      setTimeout(() => save(name), TYPING_PAUSE_MS),
    );
    announce();
  }

  function restore(): void {
    const kept = options.keep.read();
    for (const name of FIELD_NAMES) {
      if (!Object.hasOwn(kept, name) || !sameShape(kept[name], values[name])) continue;
      values = { ...values, [name]: kept[name] };
      dirty.add(name);
    }
    for (const name of dirty) {
      const result = checked(name, values);
      if (!result.ok) faults = { ...faults, [name]: result.faults };
    }
    announce();
  }

  restore();

  return {
    resume() {
      for (const name of [...dirty]) save(name);
    },
    type,
    leave,
    choose(name, value) {
      set(name, value);
      faults = { ...faults, [name]: [] };
      leave(name);
    },
    tell: show,
    check(names, mayBeEmpty) {
      for (const name of names) {
        const result = checked(name, values);
        const rule = FIELDS[name] as FieldRule<FormValues[FieldName]>;
        const missing = rule.isEmpty(values[name]) && !mayBeEmpty(name) ? rule.missing : null;
        if (missing !== null) faults = { ...faults, [name]: [{ at: '', message: missing }] };
        else if (!result.ok) faults = { ...faults, [name]: result.faults };
        save(name);
      }
      announce();
      return Object.fromEntries(
        names.flatMap((name) => ((faults[name]?.length ?? 0) > 0 ? [[name, faults[name]]] : [])),
      );
    },
    adopt(draft) {
      const theirs = readAll(draft);
      for (const name of held.changedBy(theirs)) {
        if (sameValue(name, theirs, values)) continue;
        if (dirty.has(name)) conflicts = { ...conflicts, [name]: theirs[name] };
        else {
          values = { ...values, [name]: theirs[name] };
          faults = { ...faults, [name]: [] };
          takenOver = [...new Set([...takenOver, name])];
        }
      }
      queue.moveTo(draft.version);
      announce();
    },
    resolve(name, which) {
      const { [name]: theirs, ...others } = conflicts;
      conflicts = others;
      if (which === 'theirs' && theirs !== undefined) {
        set(name, theirs as FormValues[typeof name]);
        faults = { ...faults, [name]: [] };
        leave(name);
      } else announce();
    },
    async flush() {
      for (const name of [...timers.keys()]) save(name);
      await queue.settled();
    },
    version: queue.version,
    forget() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      dirty.clear();
      options.keep.write(null);
    },
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** What was kept may be of an older form. */
function sameShape(kept: unknown, present: unknown): boolean {
  if (Array.isArray(present)) return Array.isArray(kept) && kept.every((row) => typeof row === 'string');
  if (typeof present === 'object' && present !== null) {
    if (typeof kept !== 'object' || kept === null) return false;
    return Object.entries(present).every(([key, value]) => typeof Reflect.get(kept, key) === typeof value);
  }
  return typeof kept === typeof present;
}
